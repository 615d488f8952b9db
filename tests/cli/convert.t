A memory turned into what other tools read.

    $ couplet align zh.txt en.txt -q -o m.tmx; couplet convert m.tmx
    港口夜間關閘	Harbour to close its gates at night
    十二月起，東渡港每晚十時關閘，次日早上六時重開。	From December, the port of Dongdu will close its gates at 10 p.m. and reopen them at 6 a.m.
    港務長林佩芬說，這是三十年來第一次。	Harbour master Lin Pei-fen said this was a first in 30 years.
    漁民擔心生計。	Fishermen fear for their living.
    「我們凌晨三點就要出海，」陳阿水說，「關了閘，魚怎麼辦？」	"We put out at three in the morning," said Chen A-shui. "With the gates shut, what becomes of the fish?"
    縣府將發放每戶2萬元補助，預計有450戶受惠。	The county will pay each household NT$20,000; some 450 households are expected to benefit.

    $ couplet convert m.tmx -o m.tsv; couplet convert - <m.tmx | cmp m.tsv; couplet convert -f tsv m.tmx | cmp m.tsv

    $ couplet convert m.tmx -f moses -o m; couplet align zh.txt en.txt -q -f moses -o n; cmp m.zh n.zh; cmp m.en n.en; wc -l <m.zh
    6

The direction and the encoding of the memory do not matter.

    $ couplet align zh.txt en.txt -q --src-lang en-US --tgt-lang zh-HK -o turned.tmx; couplet convert turned.tmx | cmp m.tsv

    $ sed 's/encoding="UTF-8"/encoding="UTF-16"/' m.tmx | iconv -f utf-8 -t utf-16 >wide.tmx; couplet convert wide.tmx | cmp m.tsv

Units that lack a language are counted.

    $ printf '<tmx version="1.4"><header/><body><tu><tuv xml:lang="zh"><seg>魚</seg></tuv></tu><tu><tuv xml:lang="en"><seg>fish</seg></tuv><tuv xml:lang="zh-TW"><seg>魚</seg></tuv></tu></body></tmx>' >some.tmx; couplet convert some.tmx; couplet convert -q some.tmx
    魚	fish
    魚	fish
    ! couplet: some.tmx: 1 of 2 units hold both Chinese and English

What is no memory.

    $ couplet convert zh.txt; couplet convert /dev/null; couplet convert nowhere.tmx; couplet convert .
    ! couplet: zh.txt:1: (byte 0) not an XML file
    ! couplet: /dev/null:1: (byte 0) not an XML file
    ! couplet: nowhere.tmx: no such file
    ! couplet: .: is a directory; name a text file
    [3]

    $ head -c 1000 m.tmx >half.tmx; couplet convert half.tmx -o half.tsv; ls half.tsv
    ! couplet: half.tmx:22: (byte 1000) not well-formed XML
    ! ls: cannot access 'half.tsv': No such file or directory
    [2]

    $ couplet convert; couplet convert a b; couplet convert -f moses m.tmx; couplet convert m.tmx -o m.tmx; couplet convert -f pdf m.tmx
    ! couplet: convert takes one translation memory or term base; see 'couplet convert --help'
    ! couplet: convert takes one translation memory or term base; see 'couplet convert --help'
    ! couplet: moses writes two files; name them with -o OUTPUT
    ! couplet: m.tmx is input and output at once; name another output
    ! couplet: --format cannot be 'pdf'; it is one of tsv, moses; see 'couplet convert --help'
    [2]

Output that cannot be written.

    $ couplet convert m.tmx >/dev/full
    ! couplet: stdout: cannot be written: No space left on device
    [4]

    $ couplet convert m.tmx -f moses -o nowhere/m
    ! couplet: nowhere/m.zh: cannot be written: No such file or directory; no file was changed
    [4]

Two files or neither: the second cannot be written, so the first does not appear.

    $ mkdir pair.en; couplet convert m.tmx -f moses -o pair; ls pair.zh
    ! couplet: pair.en: cannot be written: Is a directory
    ! ls: cannot access 'pair.zh': No such file or directory
    [2]

A term base.

    $ printf '<martif type="TBX" xml:lang="en"><text><body><termEntry><langSet xml:lang="en"><tig><term>harbour master</term></tig></langSet><langSet xml:lang="zh-TW"><tig><term>港務長</term></tig></langSet></termEntry></body></text></martif>' >t.tbx; couplet convert t.tbx; cp t.tbx t.xml; couplet convert --from tbx t.xml; couplet convert t.xml; couplet convert --from tmx t.tbx
    港務長	harbour master
    港務長	harbour master
    ! couplet: t.xml:1: (byte 32) not a TMX file
    ! couplet: t.tbx:1: (byte 32) not a TMX file
    [3]
