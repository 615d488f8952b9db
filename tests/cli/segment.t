Segments, one a line or with their places.

    $ couplet segment zh.txt
    港口夜間關閘
    十二月起，東渡港每晚十時關閘，次日早上六時重開。
    港務長林佩芬說，這是三十年來第一次。
    漁民擔心生計。
    「我們凌晨三點就要出海，」陳阿水說，「關了閘，魚怎麼辦？」
    縣府將發放每戶2萬元補助，預計有450戶受惠。

    $ couplet segment en.txt --format tsv
    #number	offset	length	line	paragraph	kind	text
    1	0	35	1	1	headline	Harbour to close its gates at night
    2	37	91	3	2	body	From December, the port of Dongdu will close its gates at 10 p.m. and reopen them at 6 a.m.
    3	129	61	3	2	body	Harbour master Lin Pei-fen said this was a first in 30 years.
    4	192	32	5	3	body	Fishermen fear for their living.
    5	225	55	5	3	body	"We put out at three in the morning," said Chen A-shui.
    6	281	48	5	3	body	"With the gates shut, what becomes of the fish?"
    7	331	90	7	4	body	The county will pay each household NT$20,000; some 450 households are expected to benefit.

    $ couplet segment - <zh.txt -f tsv -o s.tsv && head -3 s.tsv
    #number	offset	length	line	paragraph	kind	text
    1	0	18	1	1	headline	港口夜間關閘
    2	19	72	2	2	body	十二月起，東渡港每晚十時關閘，次日早上六時重開。

    $ couplet segment zh.txt -f tsv | awk -F '\t' '!/^#/ {print $2, $3, $7}' | while read -r at size text; do [ "$(tail -c +$((at + 1)) zh.txt | head -c "$size")" = "$text" ] || echo "$text"; done

    $ couplet segment --lang en en.txt >a; couplet segment --lang auto en.txt | cmp a; couplet segment -l zh zh.txt | head -1
    港口夜間關閘

    $ iconv -t big5 zh.txt | couplet segment --encoding big5 - | head -1
    港口夜間關閘

    $ printf 'One sentence that\nruns on. And\nanother.\n' >wrapped; couplet segment --wrapped wrapped
    One sentence that runs on.
    And another.

    $ couplet segment --wrapped=no wrapped
    One sentence that
    runs on.
    And
    another.

    $ couplet segment --seg-profile lines wrapped | wc -l
    3

    $ couplet segment --seg-profile omegat en.txt | wc -l
    7

    $ couplet segment --lang fr en.txt
    ! couplet: --lang cannot be 'fr'; it is one of zh, en, auto; see 'couplet segment --help'
    [2]

    $ couplet segment nowhere
    ! couplet: nowhere: no such file
    [3]

Our rules for other tools.

    $ couplet segment --srx | head -2; couplet segment --srx --lang zh -o zh.srx; grep -q '<rule' zh.srx
    <?xml version="1.0" encoding="UTF-8"?>
    <srx xmlns="http://www.lisa.org/srx20" version="2.0">

    $ couplet segment --srx zh.txt; couplet segment --srx >/dev/full
    ! couplet: segment takes one file, and with --srx none; see 'couplet segment --help'
    ! couplet: stdout: cannot be written: No space left on device
    [4]
