Aligning: what goes in, and every format that comes out.

    $ couplet align zh.txt en.txt | sed 's/\(x-confidence">\)[01]\.[0-9]*/\1N/'
    <?xml version="1.0" encoding="UTF-8"?>
    <tmx version="1.4">
      <header creationtool="couplet" creationtoolversion="0.1.0" segtype="sentence" o-tmf="couplet" adminlang="en" srclang="zh-TW" datatype="plaintext" creationdate="20231114T221320Z"/>
      <body>
        <tu creationdate="20231114T221320Z">
          <prop type="x-id">0</prop>
          <prop type="x-confidence">N</prop>
          <prop type="x-zh-segments">1</prop>
          <prop type="x-en-segments">1</prop>
          <prop type="x-zh-lines">1</prop>
          <prop type="x-en-lines">1</prop>
          <tuv xml:lang="zh-TW"><seg>港口夜間關閘</seg></tuv>
          <tuv xml:lang="en-US"><seg>Harbour to close its gates at night</seg></tuv>
        </tu>
        <tu creationdate="20231114T221320Z">
          <prop type="x-id">1</prop>
          <prop type="x-confidence">N</prop>
          <prop type="x-zh-segments">2</prop>
          <prop type="x-en-segments">2</prop>
          <prop type="x-zh-lines">2</prop>
          <prop type="x-en-lines">3</prop>
          <tuv xml:lang="zh-TW"><seg>十二月起，東渡港每晚十時關閘，次日早上六時重開。</seg></tuv>
          <tuv xml:lang="en-US"><seg>From December, the port of Dongdu will close its gates at 10 p.m. and reopen them at 6 a.m.</seg></tuv>
        </tu>
        <tu creationdate="20231114T221320Z">
          <prop type="x-id">2</prop>
          <prop type="x-confidence">N</prop>
          <prop type="x-zh-segments">3</prop>
          <prop type="x-en-segments">3</prop>
          <prop type="x-zh-lines">2</prop>
          <prop type="x-en-lines">3</prop>
          <tuv xml:lang="zh-TW"><seg>港務長林佩芬說，這是三十年來第一次。</seg></tuv>
          <tuv xml:lang="en-US"><seg>Harbour master Lin Pei-fen said this was a first in 30 years.</seg></tuv>
        </tu>
        <tu creationdate="20231114T221320Z">
          <prop type="x-id">3</prop>
          <prop type="x-confidence">N</prop>
          <prop type="x-zh-segments">4</prop>
          <prop type="x-en-segments">4</prop>
          <prop type="x-zh-lines">3</prop>
          <prop type="x-en-lines">5</prop>
          <tuv xml:lang="zh-TW"><seg>漁民擔心生計。</seg></tuv>
          <tuv xml:lang="en-US"><seg>Fishermen fear for their living.</seg></tuv>
        </tu>
        <tu creationdate="20231114T221320Z">
          <prop type="x-id">4</prop>
          <prop type="x-confidence">N</prop>
          <prop type="x-zh-segments">5</prop>
          <prop type="x-en-segments">5..6</prop>
          <prop type="x-zh-lines">3</prop>
          <prop type="x-en-lines">5</prop>
          <tuv xml:lang="zh-TW"><seg>「我們凌晨三點就要出海，」陳阿水說，「關了閘，魚怎麼辦？」</seg></tuv>
          <tuv xml:lang="en-US"><seg>"We put out at three in the morning," said Chen A-shui. "With the gates shut, what becomes of the fish?"</seg></tuv>
        </tu>
        <tu creationdate="20231114T221320Z">
          <prop type="x-id">5</prop>
          <prop type="x-confidence">N</prop>
          <prop type="x-zh-segments">6</prop>
          <prop type="x-en-segments">7</prop>
          <prop type="x-zh-lines">4</prop>
          <prop type="x-en-lines">7</prop>
          <tuv xml:lang="zh-TW"><seg>縣府將發放每戶2萬元補助，預計有450戶受惠。</seg></tuv>
          <tuv xml:lang="en-US"><seg>The county will pay each household NT$20,000; some 450 households are expected to benefit.</seg></tuv>
        </tu>
      </body>
    </tmx>

The same from stdin, from a file, and with the direction turned.

    $ couplet align zh.txt en.txt >1.tmx; couplet align - en.txt <zh.txt | cmp 1.tmx; couplet align zh.txt - <en.txt | cmp 1.tmx; couplet align zh.txt en.txt -q -o 2.tmx && cmp 1.tmx 2.tmx

    $ couplet align zh.txt en.txt --src-lang en-GB --tgt-lang zh-HK | grep -m 3 -E 'srclang|<tuv'
      <header creationtool="couplet" creationtoolversion="0.1.0" segtype="sentence" o-tmf="couplet" adminlang="en" srclang="en-GB" datatype="plaintext" creationdate="20231114T221320Z"/>
          <tuv xml:lang="en-GB"><seg>Harbour to close its gates at night</seg></tuv>
          <tuv xml:lang="zh-HK"><seg>港口夜間關閘</seg></tuv>

    $ couplet align zh.txt en.txt --src-lang en | grep -m 3 -oE 'srclang="[^"]*"|xml:lang="[^"]*"'
    srclang="en"
    xml:lang="en"
    xml:lang="zh-TW"

    $ couplet align zh.txt en.txt --tgt-lang zh-Hant-TW | grep -m 3 -oE 'srclang="[^"]*"|xml:lang="[^"]*"'
    srclang="en-US"
    xml:lang="en-US"
    xml:lang="zh-Hant-TW"

The date is that of SOURCE_DATE_EPOCH.

    $ couplet align zh.txt en.txt | grep -oE 'creationdate="[^"]*"' | sort -u
    creationdate="20231114T221320Z"

    $ env -u SOURCE_DATE_EPOCH couplet align zh.txt en.txt | grep -oE 'creationdate="[0-9]{8}T[0-9]{6}Z"' | wc -l
    7

Other formats, by name and by the output's ending.

    $ couplet align zh.txt en.txt -f ladder
    [0]:[0]
    [1]:[1]
    [2]:[2]
    [3]:[3]
    [4]:[4,5]
    [5]:[6]

    $ couplet align zh.txt en.txt -f tsv | cut -f 2-
    zh segments	en segments	zh lines	en lines	zh text	en text
    1	1	1	1	港口夜間關閘	Harbour to close its gates at night
    2	2	2	3	十二月起，東渡港每晚十時關閘，次日早上六時重開。	From December, the port of Dongdu will close its gates at 10 p.m. and reopen them at 6 a.m.
    3	3	2	3	港務長林佩芬說，這是三十年來第一次。	Harbour master Lin Pei-fen said this was a first in 30 years.
    4	4	3	5	漁民擔心生計。	Fishermen fear for their living.
    5	5..6	3	5	「我們凌晨三點就要出海，」陳阿水說，「關了閘，魚怎麼辦？」	"We put out at three in the morning," said Chen A-shui. "With the gates shut, what becomes of the fish?"
    6	7	4	7	縣府將發放每戶2萬元補助，預計有450戶受惠。	The county will pay each household NT$20,000; some 450 households are expected to benefit.

    $ for f in tmx tsv ladder jsonl xliff html; do couplet align -q zh.txt en.txt -o x.$f && couplet align zh.txt en.txt -f $f | cmp x.$f; done

    $ couplet align zh.txt en.txt -o x.unknown -q && head -c 38 x.unknown
    <?xml version="1.0" encoding="UTF-8"?>

    $ couplet align zh.txt en.txt -f moses -o m && wc -l m.zh m.en && head -1 m.zh m.en
      6 m.zh
      6 m.en
     12 total
    ==> m.zh <==
    港口夜間關閘
    
    ==> m.en <==
    Harbour to close its gates at night
    ! couplet: m: 6 of 6 beads written; left out: 0 without a counterpart, 0 unsure, 0 repeated

What is left out.

    $ couplet align zh.txt en.txt -f tsv --min-confidence 1 -o sure.tsv --rejects rejects.tsv && cut -f 2-5 sure.tsv rejects.tsv
    zh segments	en segments	zh lines	en lines
    zh segments	en segments	zh lines	en lines
    1	1	1	1
    2	2	2	3
    3	3	2	3
    4	4	3	5
    5	5..6	3	5
    6	7	4	7
    ! couplet: sure.tsv: 0 of 6 beads written; left out: 0 without a counterpart, 6 unsure, 0 repeated

    $ couplet align zh.txt en.txt -o both.tmx --rejects both.tmx; couplet align zh.txt en.txt -o both.tmx --rejects ./both.tmx; couplet align zh.txt en.txt -f moses -o both --rejects both.en; couplet align zh.txt en.txt --rejects -; touch there; ln -s there link; couplet align zh.txt en.txt -o there --rejects link; rm there link
    ! couplet: both.tmx cannot take two outputs; name another
    ! couplet: both.tmx cannot take two outputs; name another
    ! couplet: both.en cannot take two outputs; name another
    ! couplet: stdout cannot take two outputs; name another
    ! couplet: there cannot take two outputs; name another


    $ couplet align zh.txt en.txt -f tsv --min-confidence 0 --rejects rejects.tsv >sure.tsv; grep -vc '^#' rejects.tsv
    0
    [1]

Glossaries: loaded, used.

    $ couplet align zh.txt en.txt --terms terms.tsv -f ladder
    [0]:[0]
    [1]:[1]
    [2]:[2]
    [3]:[3]
    [4]:[4,5]
    [5]:[6]
    ! couplet: 3 terms loaded, 2 used

    $ couplet align zh.txt en.txt -t terms.tsv --terms=terms.tsv -f ladder -q >a

    $ printf 'harbour master\t港務長\n' >turned.tsv; couplet align zh.txt en.txt -t turned.tsv -f ladder | head -1
    [0]:[0]
    ! couplet: 1 term loaded, 1 used

    $ printf 'no tab here\n' >bad.tsv; couplet align zh.txt en.txt -t bad.tsv
    ! couplet: bad.tsv:1: (byte 0) a line of a glossary without two columns; a line holds Chinese, a tab and English
    [3]

    $ couplet align zh.txt en.txt -t nowhere.tsv
    ! couplet: nowhere.tsv: no such file
    [3]

Anchors, by segment and by line.

    $ printf '# together\n1 1\n\nL3 L5\r\n' >pins; couplet align zh.txt en.txt --anchors pins -f ladder
    [0]:[0]
    [1]:[1]
    [2]:[2]
    [3]:[3]
    [4]:[4,5]
    [5]:[6]

    $ couplet align zh.txt en.txt -f tsv | sed '/^#/d; s/[.][.][0-9]*//g' | cut -f 2,3 >pins; cat pins; couplet align zh.txt en.txt --anchors pins -f ladder | cmp - <(couplet align zh.txt en.txt -f ladder)
    1	1
    2	2
    3	3
    4	4
    5	5
    6	7

    $ printf '2 3\n3 2\n' >crossed; couplet align zh.txt en.txt --anchors crossed
    ! couplet: crossed:2: this pair crosses another; pairs must stand in the same order in both texts
    [3]

    $ for pin in '1' 'a b' '1 2 3' '0 1' 'L0 L1' '1 x2' '1 L5' 'L3 2' '99 1' '1 99999999999999999999999' 'L3 L99' 'L1 L4'; do echo "$pin" >pin; couplet align zh.txt en.txt --anchors pin; done
    ! couplet: pin:1: not a pair of segments; write Chinese and English numbers from 1 such as '12 14', or lines such as 'L30 L41'
    ! couplet: pin:1: not a pair of segments; write Chinese and English numbers from 1 such as '12 14', or lines such as 'L30 L41'
    ! couplet: pin:1: not a pair of segments; write Chinese and English numbers from 1 such as '12 14', or lines such as 'L30 L41'
    ! couplet: pin:1: not a pair of segments; write Chinese and English numbers from 1 such as '12 14', or lines such as 'L30 L41'
    ! couplet: pin:1: not a pair of segments; write Chinese and English numbers from 1 such as '12 14', or lines such as 'L30 L41'
    ! couplet: pin:1: not a pair of segments; write Chinese and English numbers from 1 such as '12 14', or lines such as 'L30 L41'
    ! couplet: pin:1: a segment's number beside a line's; write two of a kind, such as '12 14' or 'L30 L41'
    ! couplet: pin:1: a segment's number beside a line's; write two of a kind, such as '12 14' or 'L30 L41'
    ! couplet: pin:1: there is no Chinese segment 99; zh.txt has 6
    ! couplet: pin:1: not a pair of segments; write Chinese and English numbers from 1 such as '12 14', or lines such as 'L30 L41'
    ! couplet: pin:1: there is no English segment on line 99 of en.txt
    ! couplet: pin:1: there is no English segment on line 4 of en.txt
    [3]

A pair that the aligner would not have made stands when it is asked for.

    $ echo '2 1' >pin; couplet align zh.txt en.txt --anchors pin -f ladder | grep -cE '^\[[01,]*1[01,]*\]:\[0'
    1

A lexicon that is none.

    $ couplet align zh.txt en.txt --lexicon zh.txt
    ! couplet: zh.txt:1: the first line is not "# couplet table: " and a known kind; 'couplet lexicon' makes them
    [3]

Beads no larger than allowed.

    $ couplet align zh.txt en.txt --max-bead 1 -f ladder | grep -c ,
    0
    [1]

    $ couplet align zh.txt en.txt --max-bead 2-3 -f ladder | wc -l
    6

One file for both languages; segments cut already.

    $ couplet align both.txt -f ladder >both.ladder; couplet align zh.txt en.txt -f ladder | cmp both.ladder

    $ cat en.txt zh.txt >turned.txt; couplet align turned.txt -f ladder | cmp both.ladder

    $ couplet align zh.txt en.txt --pre-split -f ladder >a; couplet align zh.txt en.txt --seg-profile lines -f ladder | cmp a

    $ couplet align zh.txt en.txt --wrapped -f ladder >a; couplet align zh.txt en.txt --wrapped=yes -f ladder | cmp a; couplet align zh.txt en.txt --wrapped=no -f ladder >b; couplet align zh.txt en.txt --wrapped=auto -f ladder >b; couplet align zh.txt en.txt -f ladder | cmp b

    $ couplet align zh.txt en.txt --seg-profile omegat -f ladder | wc -l
    6

Encodings: found out, and named.

    $ couplet align zh.txt en.txt >utf8.tmx; for e in UTF-16 UTF-16LE UTF-16BE BIG5 GB18030; do iconv -t $e zh.txt >zh.$e; couplet align zh.$e en.txt 2>&1 | cmp utf8.tmx; done

    $ for e in utf-16le big5 cp950 big5-hkscs gb18030; do iconv -t $e zh.txt >x; couplet align x en.txt --zh-encoding $e | cmp utf8.tmx; done

    $ iconv -t UTF-16 en.txt >x; couplet align zh.txt x --en-encoding utf-16 | cmp utf8.tmx

    $ iconv -t big5 zh.txt >a; iconv -t big5 en.txt >b; couplet align a b --encoding big5 | cmp utf8.tmx

    $ couplet align zh.txt en.txt --zh-encoding klingon
    ! couplet: zh.txt: no encoding of this name is known: 'klingon'; name another with --zh-encoding
    [3]

    $ couplet align zh.txt en.txt --zh-encoding big5
    ! couplet: zh.txt:1: (byte 4) bytes that the encoding does not allow, read as big5; name its encoding with --zh-encoding
    [3]
