Fitting: what is left out is scored, the table can be aligned with.

    $ couplet fit $EVAL/symposium $EVAL/reports/river.gold=1.5,0 --folds 2 --iterations 2 --no-augment -q -o w.tsv --folds-out . && ls *.tsv | grep -v terms
    fold0.tsv
    fold1.tsv
    w.tsv

    $ couplet align --pre-split $EVAL/symposium/port.zh $EVAL/symposium/port.en --weights w.tsv -q -f ladder | head -2
    [0]:[0]
    [1]:[1]

    $ couplet align --pre-split $EVAL/symposium/port.zh $EVAL/symposium/port.en --weights terms.tsv -q -f ladder
    ! couplet: terms.tsv:2: not a weight: feature TAB number
    [3]

    $ for f in /dev/null none.tsv; do echo '# feature' >none.tsv; couplet align zh.txt en.txt --weights $f; done
    ! couplet: /dev/null: a table without weights
    ! couplet: none.tsv:1: a table without weights
    [3]

    $ couplet fit
    ! couplet: fit takes gold alignments; see 'couplet fit --help'
    [2]

    $ couplet fit nowhere
    ! couplet: nowhere: cannot be read: No such file or directory
    [3]

    $ couplet fit zh.txt
    ! couplet: zh.txt: a gold alignment is called NAME.gold, beside NAME.zh and NAME.en
    [2]

    $ couplet fit nowhere=x
    ! couplet: 'nowhere=x': behind '=' stand one or two weights; see 'couplet fit --help'
    [2]

    $ couplet fit --folds many nowhere
    ! couplet: --folds takes a number, not 'many'; see 'couplet fit --help'
    [2]

    $ cp zh.txt a.zh; cp en.txt a.en; echo '[0]:[0]' >a.gold; couplet fit a.gold -o a.gold; cat a.gold
    [0]:[0]
    ! couplet: a.gold is input and output at once; name another output

    $ cp zh.txt a.zh; cp en.txt a.en; echo '[0]:[0]' >a.gold; couplet fit a.gold
    ! couplet: a.gold:1: the beads do not cover the texts
    [3]
