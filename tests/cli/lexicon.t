Lexicons: built, looked into, learnt. British spelling is read as American.

    $ printf '# couplet table: cedict\n港口\tharbour:9 port:9\n' >a.tsv; couplet lexicon build a.tsv -o a.lex && couplet lexicon show --lexicon a.lex 港口 harbour harbors
    港口	harbor	0.60	CC-CEDICT
    港口	port	0.60	CC-CEDICT
    港口	harbor	0.60	CC-CEDICT
    港口	harbor	0.60	CC-CEDICT

A Chinese word is shown as it was asked for, what renders an English one in Traditional characters; the strongest first.

    $ printf '# couplet table: cedict\n头发\thair:9\n發\thair:4 send:15\n毛\thair:15\n' >h.tsv; couplet lexicon build h.tsv -o h.lex; couplet lexicon show --lexicon h.lex 頭髮 头发 發 hair
    頭髮	hair	0.60	CC-CEDICT
    头发	hair	0.60	CC-CEDICT
    發	send	1.00	CC-CEDICT
    發	hair	0.27	CC-CEDICT
    毛	hair	1.00	CC-CEDICT
    頭髮	hair	0.60	CC-CEDICT
    發	hair	0.27	CC-CEDICT

    $ mkdir tables; cp a.tsv tables; couplet lexicon build tables | cmp a.lex

    $ couplet lexicon show --lexicon a.lex 海
    ! couplet: 海: not in the lexicon
    [1]

    $ couplet lexicon show 港口 | wc -l | sed 's/[1-9][0-9]*/some/'
    some

What is wrong.

    $ couplet lexicon
    ! usage: couplet lexicon COMMAND [OPTION]... FILE...
    ! 
    ! commands:
    !   build     Pack a lexicon from tables, from all .tsv files of a folder, and from other sources.
    !   show      Tell what is known of a word, Chinese or English: headword, stem, strength, sources.
    !   learn     Learn a table of word pairs from sentence pairs, for 'couplet align --lexicon'.
    ! 
    ! 'couplet help lexicon COMMAND' tells what each takes.
    [2]

    $ couplet lexicon burn; couplet help lexicon burn; couplet help lexicon show build; couplet help align show
    ! couplet: there is no command 'lexicon burn'; see 'couplet lexicon --help'
    ! couplet: there is no command 'lexicon burn'; see 'couplet lexicon --help'
    ! couplet: help takes one command, not 'build' behind it
    ! couplet: help takes one command, not 'show' behind it
    [2]

    $ for c in build show learn; do couplet help lexicon $c | head -1; couplet help lexicon $c | cmp - <(couplet lexicon $c --help); done; couplet help lexicon | cmp - <(couplet lexicon --help)
    usage: couplet lexicon build [OPTION]... [TABLE|FOLDER]...
    usage: couplet lexicon show [OPTION] WORD...
    usage: couplet lexicon learn [OPTION]... CORPUS...

    $ couplet lexicon --help | head -1
    usage: couplet lexicon COMMAND [OPTION]... FILE...

    $ couplet lexicon build; couplet lexicon show; couplet lexicon learn
    ! couplet: nothing to build from; see 'couplet lexicon build --help'
    ! couplet: no word is given; see 'couplet lexicon show --help'
    ! couplet: no corpus is given; see 'couplet lexicon learn --help'
    [2]

    $ couplet lexicon build nowhere.tsv; couplet lexicon build zh.txt; couplet lexicon show --lexicon zh.txt 港口
    ! couplet: nowhere.tsv: no such file
    ! couplet: zh.txt:1: the first line is not "# couplet table: " and a known kind
    ! couplet: zh.txt:1: the first line is not "# couplet table: " and a known kind; 'couplet lexicon' makes them
    [3]

    $ couplet lexicon build a.tsv -o nowhere/a.lex; couplet lexicon build a.tsv >/dev/full; couplet lexicon show 港口 >/dev/full
    ! couplet: nowhere/a.lex: cannot be written: No such file or directory; no file was changed
    ! couplet: stdout: cannot be written: No space left on device
    ! couplet: stdout: cannot be written: No space left on device
    [4]

    $ for w in 0 -1 x 1001; do couplet lexicon learn --weight $w terms.tsv; done
    ! couplet: --weight takes a number above 0 and up to 1000, not '0'; see 'couplet lexicon learn --help'
    ! couplet: --weight takes a number above 0 and up to 1000, not '-1'; see 'couplet lexicon learn --help'
    ! couplet: --weight takes a number above 0 and up to 1000, not 'x'; see 'couplet lexicon learn --help'
    ! couplet: --weight takes a number above 0 and up to 1000, not '1001'; see 'couplet lexicon learn --help'
    [2]

Learning: from lines, from a memory, from two files.

    $ for i in 1 2 3 4 5 6 7 8 9; do echo "港口$i關閘	The harbour closes $i"; echo "漁民$i出海	The fishermen sail $i"; done >pairs.tsv; couplet lexicon learn pairs.tsv -o learnt.tsv && head -1 learnt.tsv && couplet align -q zh.txt en.txt --lexicon learnt.tsv -f ladder | head -1
    # couplet table: model1
    [0]:[0]
    ! couplet: 18 sentence pairs read, 18 used

    $ cut -f 1 pairs.tsv >p.zh; cut -f 2 pairs.tsv >p.en; couplet lexicon learn -q p.zh | cmp learnt.tsv; gzip -k pairs.tsv; couplet lexicon learn -q pairs.tsv.gz | cmp learnt.tsv

    $ couplet lexicon learn nowhere.tsv; couplet lexicon learn zh.txt; head -c 60 pairs.tsv.gz >cut.tsv.gz; couplet lexicon learn -q cut.tsv.gz
    ! couplet: nowhere.tsv: no such file
    ! couplet: 0 sentence pairs read, 0 used
    ! couplet: nothing was learnt: too few sentence pairs
    ! couplet: cut.tsv.gz: ends too early
    [3]

    $ printf '<tmx' | gzip | head -c 20 >cut.tmx.gz; for f in . cut.tmx.gz nowhere.tmx p.en/x.tsv; do couplet lexicon learn -q $f; done; head -3 p.en >short.en; head -4 p.zh >short.zh; couplet lexicon learn short.zh; rm short.en; mkdir short.en; couplet lexicon learn short.zh
    ! couplet: .: is a directory; name a file
    ! couplet: cut.tmx.gz: ends too early
    ! couplet: nowhere.tmx: no such file
    ! couplet: p.en/x.tsv: Not a directory
    ! couplet: short.zh: and its English have different numbers of lines
    ! couplet: short.en: is a directory; name a file
    [3]

    $ printf '\xe6\xb2\xb3\xff\triver\n' >bad.tsv; couplet lexicon learn -q pairs.tsv bad.tsv; { echo '# couplet table: cedict'; cat bad.tsv; } >badtable.tsv; couplet lexicon build badtable.tsv; couplet lexicon show $'\xe6\xff'
    ! couplet: bad.tsv: pair 1: a sentence that is not UTF-8
    ! couplet: badtable.tsv: (byte 27) not UTF-8
    ! couplet: \xe6\xff: (byte 0) not UTF-8
    [3]
