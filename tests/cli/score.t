Scores: pooled counts beside every share, a second gold, thresholds.

    $ couplet score gold.ladder test.ladder
                           precision             recall                F1
    strict                 0.3333  (1/3)         0.5000  (1/2)         0.4000
    lax                    0.6667  (2/3)         1.0000  (2/2)         0.8000
    no counterpart, zh     0.0000  (0/1)         n/a     (0/0)         n/a
    no counterpart, en     n/a     (0/0)         n/a     (0/0)         n/a
    kept whole                                   1.0000  (2/2)

    $ couplet score gold.ladder test.ladder -f tsv
    strict	0.3333	1	3	0.5000	1	2	0.4000
    lax	0.6667	2	3	1.0000	2	2	0.8000
    no counterpart, zh	0.0000	0	1	-	0	0	-
    no counterpart, en	-	0	0	-	0	0	-
    kept whole	-	-	-	1.0000	2	2	-

    $ couplet score gold.ladder test.ladder gold.ladder gold.ladder | head -2
                           precision             recall                F1
    strict                 0.6000  (3/5)         0.7500  (3/4)         0.6667

    $ couplet score gold.ladder test.ladder --or test.ladder | head -2
                           precision             recall                F1
    strict                 1.0000  (3/3)         1.0000  (2/2)         1.0000

A threshold: equal passes.

    $ couplet score gold.ladder test.ladder --fail-under 0.4 >out; couplet score gold.ladder test.ladder --fail-under 0.41 >out
    ! couplet: strict F1 is 0.4000, below --fail-under 0.41
    [1]

A gold or a test without beads is a slip, not a perfect score; n/a passes.

    $ printf ' \n' >blank; printf '#a\tb\tc\n' >header.tsv; for f in /dev/null blank; do couplet score $f test.ladder; couplet score gold.ladder $f; done; couplet score gold.ladder header.tsv
    ! couplet: /dev/null: holds no bead
    ! couplet: /dev/null: holds no bead
    ! couplet: blank: holds no bead
    ! couplet: blank: holds no bead
    ! couplet: header.tsv: holds no bead
    [3]

    $ printf '[0]:[]\n[]:[0]\n' >apart; printf '[0]:[0]\n' >joined; couplet score apart joined --fail-under 1
                           precision             recall                F1
    strict                 0.0000  (0/1)         n/a     (0/0)         n/a
    lax                    0.0000  (0/1)         n/a     (0/0)         n/a
    no counterpart, zh     n/a     (0/0)         0.0000  (0/1)         n/a
    no counterpart, en     n/a     (0/0)         0.0000  (0/1)         n/a
    kept whole                                   n/a     (0/0)

Folders.

    $ mkdir gold test; cp gold.ladder gold/a.gold; cp gold.ladder gold/b.gold; cp test.ladder test/a.ladder; cp gold.ladder test/b.ladder; cp test.ladder gold/a.cross
    $ couplet score gold test | head -2
                           precision             recall                F1
    strict                 0.6000  (3/5)         0.7500  (3/4)         0.6667
    $ couplet score gold test --or gold | head -2
                           precision             recall                F1
    strict                 1.0000  (5/5)         1.0000  (4/4)         1.0000
    $ rm test/b.ladder; couplet score gold test
    ! couplet: test/b.ladder: no such file
    [3]
    $ mkdir void; couplet score void test
    ! couplet: void: holds no file that ends in .gold
    [3]

Ladders that are none.

    $ couplet score zh.txt test.ladder
    ! couplet: test.ladder against zh.txt: not a bead of the gold ladder (line 1); a line is such as '[0]:[0,1]'
    [3]
    $ printf '[0]:[0]\n[1:[2]\n' >bad; couplet score gold.ladder bad
    ! couplet: bad against gold.ladder: not a bead of the test ladder (line 2); a line is such as '[0]:[0,1]'
    [3]
    $ printf '[0]:[0]\n[0]:[1]\n' >bad; couplet score gold.ladder bad
    ! couplet: bad against gold.ladder: a segment of the test ladder stands in two beads; a line is such as '[0]:[0,1]'
    [3]
    $ couplet score gold.ladder nowhere
    ! couplet: nowhere: no such file
    [3]

What was written is read again: an alignment is right against itself.

    $ couplet align zh.txt en.txt -f ladder >own; couplet score own own --fail-under 1 | head -2 | tail -1 | cut -c 1-30
    strict                 1.0000 
TSV may stand in place of a ladder; confidences are held against the gold.

    $ couplet align --pre-split $EVAL/symposium/port.zh $EVAL/symposium/port.en -q -f tsv >port.tsv; couplet score --calibration $EVAL/symposium/port.gold port.tsv | tail -1 | cut -c1-8
    0.9-1.0 

    $ printf '# confidence\tzh\ten\n0.9500\t1..2\t1\tx\n0.4000\t3\t\tx\n' >few.tsv; printf '[0,1]:[0]\n[2]:[1]\n' >few.gold; couplet score --calibration few.gold few.tsv -f tsv | grep conf
    confidence 0.4-0.5	1	0.4000	0.0000
    confidence 0.9-1.0	1	0.9500	1.0000

    $ printf '# confidence\tzh\ten\n0.9500\t0\t1\tx\n' >zero.tsv; couplet score few.gold zero.tsv
    ! couplet: zero.tsv against few.gold: not a bead of the test ladder (line 1); a line is such as '[0]:[0,1]'
    [3]

    $ couplet align zh.txt en.txt -q -f tsv -o own.tsv; couplet score own own.tsv --fail-under 1 | sed -n 2p | cut -c 1-30
    strict                 1.0000 

    $ couplet score --calibration gold.ladder test.ladder
    ! couplet: test.ladder: not TSV as 'couplet align -f tsv' writes it, so without confidences
    [3]
