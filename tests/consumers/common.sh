# Sourced by the scripts beside it, which the tests call as SCRIPT COUPLET: $couplet is the command
# that was built, $samples the folder of sample reports, $work a folder that is removed at the end.
# shellcheck shell=sh disable=SC2034
set -eu
couplet=$(realpath "${1:?"the path of the couplet command"}")
samples=$(realpath "$(dirname "$0")/../../data/sample")
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

# align NAME FORMAT FILE OPTION...: aligns a sample report.
align() {
    sample=$samples/$1 format=$2 file=$3
    shift 3
    "$couplet" align "$sample.zh.txt" "$sample.en.txt" --quiet --format "$format" -o "$file" "$@"
}
