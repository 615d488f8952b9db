What the command says of itself, and what it makes of a command line that makes no sense.

    $ couplet --version
    couplet 0.1.0

    $ couplet -V
    couplet 0.1.0

Help goes to stdout, and for no command at all to stderr.

    $ couplet --help
    usage: couplet COMMAND [OPTION]... FILE...
    ...

    $ couplet
    ! usage: couplet COMMAND [OPTION]... FILE...
    ! ...
    [2]

    $ couplet help | head -1
    usage: couplet COMMAND [OPTION]... FILE...

    $ for c in align segment score convert; do couplet help $c >a && couplet $c --help >b && cmp a b && head -1 a; done
    usage: couplet align [OPTION]... ZH EN
    usage: couplet segment [OPTION]... FILE
    usage: couplet score [OPTION]... GOLD TEST [GOLD TEST]...
    usage: couplet convert [OPTION]... FILE

    $ couplet align zh.txt en.txt -h | head -1
    usage: couplet align [OPTION]... ZH EN

    $ couplet help lexicon 2>&1 | head -1
    usage: couplet lexicon COMMAND [OPTION]... FILE...

    $ couplet alin zh.txt en.txt
    ! couplet: there is no command 'alin'; see 'couplet --help'
    [2]

    $ couplet help alin
    ! couplet: there is no command 'alin'; see 'couplet --help'
    [2]

    $ couplet --verbose
    ! couplet: there is no command '--verbose'; see 'couplet --help'
    [2]

Every help fits 80 columns but for none.

    $ for c in align segment score convert; do couplet help $c; done | awk 'length > 79'

Options: unknown, without their value, with one too many, out of range.

    $ couplet align --frobnicate zh.txt en.txt
    ! couplet: unknown option '--frobnicate'; see 'couplet align --help'
    [2]

    $ couplet align -x zh.txt en.txt
    ! couplet: unknown option '-x'; see 'couplet align --help'
    [2]

    $ couplet align zh.txt en.txt --output
    ! couplet: a value is missing after '--output'; see 'couplet align --help'
    [2]

    $ couplet align zh.txt en.txt -o
    ! couplet: a value is missing after '-o'; see 'couplet align --help'
    [2]

    $ couplet align zh.txt en.txt -o ''
    ! couplet: nothing is given with --output; see 'couplet align --help'
    [2]

    $ couplet align --quiet=yes zh.txt en.txt
    ! couplet: no value goes with '--quiet'; see 'couplet align --help'
    [2]

    $ couplet align --format pdf zh.txt en.txt
    ! couplet: --format cannot be 'pdf'; it is one of tmx, tsv, ladder, moses, jsonl, xliff, html; see 'couplet align --help'
    [2]

    $ couplet align --min-confidence 1.5 zh.txt en.txt
    ! couplet: --min-confidence takes a number from 0 to 1, not '1.5'; see 'couplet align --help'
    [2]

    $ couplet align --min-confidence nan zh.txt en.txt
    ! couplet: --min-confidence takes a number from 0 to 1, not 'nan'; see 'couplet align --help'
    [2]

    $ couplet align --min-confidence 0.5x zh.txt en.txt
    ! couplet: --min-confidence takes a number from 0 to 1, not '0.5x'; see 'couplet align --help'
    [2]

    $ couplet align --wrapped=maybe zh.txt en.txt
    ! couplet: --wrapped cannot be 'maybe'; it is one of yes, no, auto; see 'couplet align --help'
    [2]

    $ couplet align --seg-profile memoq zh.txt en.txt
    ! couplet: --seg-profile cannot be 'memoq'; it is one of couplet, omegat, lines; see 'couplet align --help'
    [2]

    $ for n in 0 8 7-1 1-8 -1 4- x 99999999999999999999; do couplet align --max-bead=$n zh.txt en.txt; done
    ! couplet: --max-bead takes 1-1 to 4-7, not '0'; see 'couplet align --help'
    ! couplet: --max-bead takes 1-1 to 4-7, not '8'; see 'couplet align --help'
    ! couplet: --max-bead takes 1-1 to 4-7, not '7-1'; see 'couplet align --help'
    ! couplet: --max-bead takes 1-1 to 4-7, not '1-8'; see 'couplet align --help'
    ! couplet: --max-bead takes 1-1 to 4-7, not '-1'; see 'couplet align --help'
    ! couplet: --max-bead takes 1-1 to 4-7, not '4-'; see 'couplet align --help'
    ! couplet: --max-bead takes 1-1 to 4-7, not 'x'; see 'couplet align --help'
    ! couplet: --max-bead takes 1-1 to 4-7, not '99999999999999999999'; see 'couplet align --help'
    [2]

Language codes.

    $ for c in zh_TW cmn zho '*all*' xx z 'zh-' 'zh--TW' 'zh-abcdefghi' ''; do couplet align --src-lang="$c" zh.txt en.txt; done
    ! couplet: --src-lang cannot be 'zh_TW'; codes are such as zh-TW, zh-HK, zh-Hant, en-US, en-GB
    ! couplet: --src-lang cannot be 'cmn'; codes are such as zh-TW, zh-HK, zh-Hant, en-US, en-GB
    ! couplet: --src-lang cannot be 'zho'; codes are such as zh-TW, zh-HK, zh-Hant, en-US, en-GB
    ! couplet: --src-lang cannot be '*all*'; codes are such as zh-TW, zh-HK, zh-Hant, en-US, en-GB
    ! couplet: --src-lang cannot be 'xx'; codes are such as zh-TW, zh-HK, zh-Hant, en-US, en-GB
    ! couplet: --src-lang cannot be 'z'; codes are such as zh-TW, zh-HK, zh-Hant, en-US, en-GB
    ! couplet: --src-lang cannot be 'zh-'; codes are such as zh-TW, zh-HK, zh-Hant, en-US, en-GB
    ! couplet: --src-lang cannot be 'zh--TW'; codes are such as zh-TW, zh-HK, zh-Hant, en-US, en-GB
    ! couplet: --src-lang cannot be 'zh-abcdefghi'; codes are such as zh-TW, zh-HK, zh-Hant, en-US, en-GB
    ! couplet: nothing is given with --src-lang; see 'couplet align --help'
    [2]

    $ couplet align --src-lang zh-TW --tgt-lang zh-CN zh.txt en.txt
    ! couplet: --src-lang zh-TW and --tgt-lang zh-CN are the same language
    [2]

Operands.

    $ couplet align
    ! couplet: align takes a Chinese and an English file, or one that holds both; see 'couplet align --help'
    [2]

    $ couplet align a b c
    ! couplet: align takes a Chinese and an English file, or one that holds both; see 'couplet align --help'
    [2]

    $ couplet align - - <zh.txt
    ! couplet: only one of the files can be stdin
    [2]

    $ couplet segment
    ! couplet: segment takes one file, and with --srx none; see 'couplet segment --help'
    [2]

    $ couplet segment a b
    ! couplet: segment takes one file, and with --srx none; see 'couplet segment --help'
    [2]

    $ couplet score gold.ladder
    ! couplet: score takes pairs of a gold and a test ladder, or of folders; see 'couplet score --help'
    [2]

    $ couplet score gold.ladder test.ladder --or gold.ladder --or gold.ladder
    ! couplet: score takes pairs of a gold and a test ladder, or of folders, and as many --or; see 'couplet score --help'
    [2]

    $ couplet align zh.txt en.txt --format moses
    ! couplet: moses writes two files; name them with -o OUTPUT
    [2]

    $ SOURCE_DATE_EPOCH=yesterday couplet align zh.txt en.txt
    ! couplet: SOURCE_DATE_EPOCH holds 'yesterday'; it takes seconds since 1970
    [2]

    $ SOURCE_DATE_EPOCH=-1 couplet align zh.txt en.txt
    ! couplet: SOURCE_DATE_EPOCH holds '-1'; it takes seconds since 1970
    [2]

An output that is an input would be lost.

    $ couplet align zh.txt en.txt -o en.txt; couplet align zh.txt en.txt --rejects ./zh.txt; couplet segment zh.txt -o zh.txt
    ! couplet: en.txt is input and output at once; name another output
    ! couplet: zh.txt is input and output at once; name another output
    ! couplet: zh.txt is input and output at once; name another output
    [2]

    $ cp zh.txt m.zh; cp en.txt m.en; couplet align m.zh m.en -f moses -o m; printf '河\triver\n' >g.tsv; couplet align zh.txt en.txt --terms g.tsv -o g.tsv; couplet check zh.txt en.txt --terms g.tsv -o ./g.tsv; couplet lexicon build --terms g.tsv -o g.tsv; couplet lexicon learn g.tsv -o g.tsv; couplet align zh.txt en.txt --lexicon g.tsv --rejects g.tsv; rm m.zh m.en g.tsv
    ! couplet: m.zh is input and output at once; name another output
    ! couplet: g.tsv is input and output at once; name another output
    ! couplet: g.tsv is input and output at once; name another output
    ! couplet: g.tsv is input and output at once; name another output
    ! couplet: g.tsv is input and output at once; name another output
    ! couplet: g.tsv is input and output at once; name another output

What follows -- is a file, even with a dash.

    $ cp zh.txt ./-zh.txt && couplet align -f ladder -- -zh.txt en.txt | head -1
    [0]:[0]
