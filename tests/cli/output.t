Output that cannot be written: exit code 4, no half file, and what was there stays.

    $ couplet align zh.txt en.txt >/dev/full
    ! couplet: stdout: cannot be written: No space left on device
    [4]

    $ couplet align zh.txt en.txt -o /dev/full
    ! couplet: /dev/full: cannot be written: No space left on device
    [4]

    $ couplet segment zh.txt >/dev/full
    ! couplet: stdout: cannot be written: No space left on device
    [4]

    $ couplet score gold.ladder test.ladder >/dev/full
    ! couplet: stdout: cannot be written: No space left on device
    [4]

    $ couplet --help >/dev/full
    ! couplet: stdout: cannot be written: No space left on device
    [4]

    $ couplet align zh.txt en.txt >&-
    ! couplet: stdout: cannot be written: Bad file descriptor
    [4]

A closed pipe is an end, not an error to speak of.

    $ (sleep 0.3; couplet align zh.txt en.txt; echo "code $?" >&2) | true
    ! code 4

    $ (sleep 0.3; couplet segment zh.txt; echo "code $?" >&2) | true
    ! code 4

    $ (sleep 0.3; couplet help align; echo "code $?" >&2) | true
    ! code 4

    $ couplet align zh.txt en.txt -o nowhere/out.tmx
    ! couplet: nowhere/out.tmx: cannot be written: No such file or directory; no file was changed
    [4]

    $ couplet align zh.txt en.txt -o .
    ! couplet: .: cannot be written: Is a directory
    [4]

Beads and rejects are written both or neither, and no byte goes out before both can be.

    $ couplet align zh.txt en.txt --rejects nowhere/out.tsv | wc -c; couplet align zh.txt en.txt -o new.tmx --rejects nowhere/out.tsv; ls new.tmx
    0
    ! couplet: nowhere/out.tsv: cannot be written: No such file or directory; no file was changed
    ! couplet: nowhere/out.tsv: cannot be written: No such file or directory; no file was changed
    ! ls: cannot access 'new.tmx': No such file or directory
    [2]

    $ couplet align zh.txt en.txt -o new.tmx --rejects /dev/full; couplet align zh.txt en.txt -o /dev/full --rejects new.tsv; couplet align zh.txt en.txt -f moses -o new --rejects /dev/full; ls new*
    ! couplet: /dev/full: cannot be written: No space left on device
    ! couplet: /dev/full: cannot be written: No space left on device
    ! couplet: /dev/full: cannot be written: No space left on device
    ! ls: cannot access 'new*': No such file or directory
    [2]

    $ couplet align -q zh.txt en.txt -f moses -o new --rejects new.tsv; ls new*; rm new*
    new.en
    new.tsv
    new.zh

An existing file survives what fails, and its rights survive what succeeds.

    $ echo precious >out.tmx; couplet align en.txt zh.txt -o out.tmx; couplet align nowhere zh.txt -o out.tmx; cat out.tmx; ls
    precious
    both.txt
    en.txt
    gold.ladder
    out.tmx
    terms.tsv
    test.ladder
    zh.txt
    ! couplet: the files seem to be swapped: en.txt is English and zh.txt is Chinese; name the Chinese file first (--src-lang en-US sets the direction of the memory)
    ! couplet: nowhere: no such file

    $ chmod 640 out.tmx; couplet align -q zh.txt en.txt -o out.tmx; stat -c %a out.tmx; umask 027; couplet align -q zh.txt en.txt -o new.tmx; stat -c %a new.tmx
    640
    640

    $ mkdir real; echo old >real/out.tmx; ln -s real/out.tmx link.tmx; couplet align -q zh.txt en.txt -o link.tmx; test -L link.tmx && grep -c '<tu' real/out.tmx
    18

The disk that is full while a file is written, where a small one can be had.

    $ (ulimit -f 1; couplet align -q "$SAMPLE/river.zh.txt" "$SAMPLE/river.en.txt" -o out.tmx); head -c 5 out.tmx; ls
    <?xmlboth.txt
    en.txt
    gold.ladder
    link.tmx
    new.tmx
    out.tmx
    real
    terms.tsv
    test.ladder
    zh.txt
    ! couplet: out.tmx: cannot be written: File too large; no file was changed

    $ (ulimit -f 1; couplet align -q "$SAMPLE/river.zh.txt" "$SAMPLE/river.en.txt" -o out.tmx); couplet align zh.txt en.txt -q -f tsv -o out.tsv; (ulimit -f 1; couplet align -q "$SAMPLE/river.zh.txt" "$SAMPLE/river.en.txt" -f ladder --min-confidence 1 -o out.tsv --rejects out.tmx); head -c 5 out.tmx; head -c 12 out.tsv; (ulimit -f 1; couplet lexicon build "$SAMPLE/../lexicon" >out.lex)
    <?xml# confidence
    ! couplet: out.tmx: cannot be written: File too large; no file was changed
    ! couplet: out.tmx: cannot be written: File too large; no file was changed
    ! couplet: stdout: cannot be written: File too large
    [4]

    $ mkfifo pipe; (timeout 20 cat pipe | head -c 5 &) ; couplet align -q zh.txt en.txt -o pipe; sleep 0.2
    <?xml
