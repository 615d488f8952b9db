Input that is no input: one clear line, exit code 3, and nothing written.

    $ couplet align nowhere.txt en.txt -o out.tmx; ls out.tmx
    ! couplet: nowhere.txt: no such file
    ! ls: cannot access 'out.tmx': No such file or directory
    [2]

    $ couplet align zh.txt nowhere.txt
    ! couplet: nowhere.txt: no such file
    [3]

    $ couplet align . en.txt
    ! couplet: .: is a directory; name a text file
    [3]

    $ couplet align zh.txt .
    ! couplet: .: is a directory; name a text file
    [3]

    $ : >empty; couplet align empty en.txt; couplet align zh.txt empty; couplet align empty; couplet align zh.txt /dev/null
    ! couplet: empty: is empty
    ! couplet: empty: is empty
    ! couplet: empty: is empty
    ! couplet: /dev/null: is empty
    [3]

    $ printf ' \n\t\n' >blank; couplet align zh.txt blank
    ! couplet: blank: holds nothing but white space
    [3]

    $ printf '\xef\xbb\xbf' >bom; couplet align bom en.txt
    ! couplet: bom: holds nothing but white space
    [3]

    $ printf '\u3000\n\u3000' >wide; couplet align wide en.txt
    ! couplet: wide: holds nothing but white space
    [3]

Bytes that are not text.

    $ printf '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0\\r\xa8f' >picture.png; couplet align picture.png en.txt
    ! couplet: picture.png:3: (byte 8) a NUL byte, as no text has: not a text file, or a damaged one; name its encoding with --zh-encoding
    [3]

    $ head -c 100000 "$(command -v couplet)" >binary; couplet align binary en.txt
    ! couplet: binary:1: (byte 7) a NUL byte, as no text has: not a text file, or a damaged one; name its encoding with --zh-encoding
    [3]

    $ printf 'Good.\0Bad.\n' >nul; couplet align zh.txt nul
    ! couplet: nul:1: (byte 5) a NUL byte, as no text has: not a text file, or a damaged one; name its encoding with --en-encoding
    [3]

    $ { cat zh.txt; printf '\xff\n'; } >byte; couplet align byte en.txt; couplet align byte en.txt --encoding utf-8
    ! couplet: byte:5: (byte 317) reads as UTF-8, but not at this byte; name its encoding with --zh-encoding
    ! couplet: byte:5: (byte 317) bytes that the encoding does not allow, read as utf-8; name its encoding with --zh-encoding
    [3]

    $ { printf '今天天氣很好，\n我們' | iconv -t big5; printf '\xff'; printf '到河邊去了。\n' | iconv -t big5; } >byte; couplet align byte en.txt; couplet segment byte
    ! couplet: byte:2: (byte 19) reads as Big5, but not at this byte; name its encoding with --zh-encoding
    ! couplet: byte:2: (byte 19) reads as Big5, but not at this byte; name its encoding with --encoding
    [3]

    $ { cat zh.txt; printf '\xe6\xb8'; } >cut; couplet align cut en.txt --zh-encoding utf-8
    ! couplet: cut:5: (byte 317) the text ends in the middle of a character, read as utf-8; name its encoding with --zh-encoding
    [3]

    $ { printf '\xff\xfe'; iconv -t UTF-16LE zh.txt | head -c 20; printf '\x00\xd8'; iconv -t UTF-16LE zh.txt | tail -c +21; } >lone; couplet align lone en.txt
    ! couplet: lone:2: (byte 22) bytes that the encoding does not allow, read as utf-16le; name its encoding with --zh-encoding
    [3]

    $ { printf '\xff\xfe'; iconv -t UTF-16LE zh.txt | head -c 21; } >odd; couplet align odd en.txt
    ! couplet: odd:2: (byte 22) the text ends in the middle of a character, read as utf-16le; name its encoding with --zh-encoding
    [3]

    $ printf '\xed\xa0\x80' >surrogate; couplet align surrogate en.txt --encoding utf-8
    ! couplet: surrogate:1: (byte 0) bytes that the encoding does not allow, read as utf-8; name its encoding with --zh-encoding
    [3]

Languages.

    $ couplet align en.txt zh.txt
    ! couplet: the files seem to be swapped: en.txt is English and zh.txt is Chinese; name the Chinese file first (--src-lang en-US sets the direction of the memory)
    [3]

    $ couplet align zh.txt zh.txt; cp zh.txt copy.txt; couplet align zh.txt copy.txt; couplet align en.txt - <en.txt
    ! couplet: zh.txt and zh.txt are the same text; name one Chinese and one English file, or one file alone that holds both languages
    ! couplet: zh.txt and copy.txt are the same text; name one Chinese and one English file, or one file alone that holds both languages
    ! couplet: en.txt and stdin are the same text; name one Chinese and one English file, or one file alone that holds both languages
    [3]

    $ mkfifo pipe; couplet align pipe pipe; (timeout 20 dd if=zh.txt of=pipe status=none &); couplet align pipe en.txt -f ladder | head -1; couplet align <(cat zh.txt) <(cat en.txt) -f ladder | head -1; rm pipe
    [0]:[0]
    [0]:[0]
    ! couplet: pipe and pipe are the same text; name one Chinese and one English file, or one file alone that holds both languages

    $ echo 這是另外一篇中文。 >zh2.txt; couplet align zh.txt zh2.txt
    ! couplet: zh2.txt: is mostly Chinese (100 % of its letters); the English file comes second
    [3]

    $ echo 'Another piece in English.' >en2.txt; couplet align en.txt en2.txt
    ! couplet: en.txt: holds hardly any Chinese (0 % of its letters); the Chinese file comes first, the English one second
    [3]

    $ couplet align zh.txt; couplet align en.txt
    ! couplet: zh.txt: no English in the bilingual text; give the other rendering as a second file
    ! couplet: en.txt: no Chinese in the bilingual text; give the other rendering as a second file
    [3]

Letters of neither language are no fault: the English is left alone, or paired.

    $ echo 12345 >digits; couplet align digits en.txt -f ladder | grep -c '\[0\]'
    1

One huge line.

    $ yes 今天天氣很好 | head -c 20000000 | tr -d '\n' | iconv -f utf-8 -t utf-8 -c >long; couplet align long en.txt -f ladder >out; grep -c "^\[0\]" out
    1
    ! iconv: incomplete character or shift sequence at end of buffer

    $ yes 'word and ' | head -c 20000000 | tr '\n' ' ' >long; couplet align zh.txt long -f ladder >out; grep -c "\[0\]$" out
    1

    $ [ -z "$ASAN_OPTIONS" ] && ulimit -v 250000; couplet align zh.txt long -f ladder | tail -1
    [5]:[]

A name that could write on the terminal.

    $ couplet align $'a\e[2Jb\nc' en.txt
    ! couplet: a?[2Jb?c: no such file
    [3]

A file that may not be read, where we are not root.

    $ [ "$(id -u)" -eq 0 ] && echo root || { cp zh.txt secret; chmod 0 secret; couplet align secret en.txt 2>&1 | grep -c 'Permission denied' | sed s/1/root/; }
    root

Memory that does not suffice.

    $ [ -n "$ASAN_OPTIONS" ] && exit; (ulimit -v 90000; couplet align long en.txt 2>err); code=$?; grep -q 'memory' err && [ $code -eq 5 ] || { echo $code; cat err; }
