# Sourced by the scripts beside it, which the tests call as SCRIPT COUPLET: $couplet is the command
# that was built, $work a folder that is removed at the end.
# shellcheck shell=sh disable=SC2034
set -eu
couplet=$(realpath "${1:?"the path of the couplet command"}")
root=$(realpath "$(dirname "$0")/../..")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
omegat=${OMEGAT_JAR:-/usr/share/omegat/OmegaT.jar}

skip() {
    echo "skipped: $*"
    exit 77
}

fail() {
    echo "failed: $*"
    exit 1
}

needs() {
    for tool; do
        command -v "$tool" > /dev/null || skip "$tool is not installed"
    done
}

# align NAME FORMAT FILE OPTION...: aligns a sample report, or the texts of a golden folder.
align() {
    zh=$root/data/sample/$1.zh.txt en=$root/data/sample/$1.en.txt format=$2 file=$3
    [ -f "$zh" ] || zh=$root/tests/golden/$1/zh.txt en=$root/tests/golden/$1/en.txt
    shift 3
    "$couplet" align "$zh" "$en" --quiet --format "$format" -o "$file" "$@"
}
