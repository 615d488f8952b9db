Checking: what a translation left out, added or changed, with thresholds for scripts.

A clause of the sample is not in the English, the distance that it names.

    $ cp $SAMPLE/river.*.txt .; couplet check river.zh.txt river.en.txt | grep 50分鐘
    river.zh.txt:31: warning: 「50分鐘」 is not in the English [number 789900de57950e86]

Equal passes; what is missed is named, all of it.

    $ printf '一共有三個人來了。\n' >a.zh; printf 'Three people came in all.\n' >a.en
    $ couplet check a.zh a.en --fail-under 100 --fail-under-chars 100 --fail-under-numbers 100 --max-findings error=0 | head -1
    Chinese sentences       100.0%  1 of 1
    $ printf '一共有三個人來了。\n' >a.zh; printf 'Four people came in all.\n' >a.en
    $ couplet check a.zh a.en --fail-under 100 --fail-under-numbers 50.5% --max-findings error=0 >/dev/null
    ! couplet: number agreement: 0 of 2, 0.0%, is below 50.5%
    ! couplet: errors: 1, more than 0
    [1]

A term that the glossary has otherwise.

    $ printf '港口\tharbor\n' >terms.tsv
    $ printf '港口今天關閉。\n' >b.zh; printf 'The port is closed today.\n' >b.en
    $ couplet check b.zh b.en -t terms.tsv --fail-under-terms 1 | grep term
    terms                     0.0%  0 of 1
    b.zh:1: warning: 「港口」 is not rendered as “harbor” [term 2f1123ac01a0b8eb]
    ! couplet: term coverage: 0 of 1, 0.0%, is below 1

Accepted findings are left out; the figures stay.

    $ couplet check b.zh b.en -t terms.tsv | sed -n 's/.*\[term \(.*\)\]/\1 known/p' >known
    $ couplet check b.zh b.en -t terms.tsv --ignore known --max-findings warning=0 | grep -E 'term|accepted'
    terms                     0.0%  0 of 1
    findings accepted            1

A memory is checked unit by unit.

    $ couplet align b.zh b.en -o b.tmx -q; couplet check --tmx b.tmx | head -2
    Chinese sentences       100.0%  1 of 1
    Chinese characters      100.0%  6 of 6

What the command line must not be.

    $ couplet check a.zh a.en --fail-under lots
    ! couplet: --fail-under takes a percentage from 0 to 100, not 'lots'; see 'couplet check --help'
    [2]
    $ couplet check a.zh a.en --max-findings errors=1
    ! couplet: --max-findings takes error=N, warning=N or note=N, not 'errors=1'; see 'couplet check --help'
    [2]
    $ couplet check a.zh --tmx b.tmx
    ! couplet: check takes a Chinese and an English file, one that holds both, or --tmx FILE; see 'couplet check --help'
    [2]
    $ echo nonsense >known; couplet check a.zh a.en --ignore known
    ! couplet: known:1: not the id of a finding; a line begins with sixteen hexadecimal digits
    [3]
    $ couplet check a.zh a.en -o a.zh
    ! couplet: a.zh is input and output at once; name another output
    [2]

The other forms.

    $ couplet check a.zh a.en -f json | head -4
    {
      "schema":"couplet-report-1",
      "generator":"couplet 0.1.0",
      "zh":{"file":"a.zh","lang":"zh-TW","segments":1},
    $ couplet check a.zh a.en -o a.html; grep -c 'a.zh' a.html
    2
    $ couplet check a.zh a.en -f sarif | grep -o '"version":"2.1.0"'
    "version":"2.1.0"
