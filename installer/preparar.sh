#!/usr/bin/env bash
# Makes .venv from the hashed requirements.txt; quick when nothing changed. Says (or, as root, runs) the one line a missing system library needs.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
sello=.venv/.sello
huella=$(sha256sum requirements.txt installer/preparar.sh | sha256sum | cut -d' ' -f1)

instalar() {  # instalar PAQUETE...: runs the line as root, says it otherwise
    local linea="apt-get install -y --no-install-recommends $*"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Falta $*: se instala con «$linea»"
        apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive $linea >/dev/null
    else
        echo "Falta $*. Instálelo con:  sudo $linea" >&2
        return 1
    fi
}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Se necesita Python 3.11 o posterior (hay $("$python" -V 2>&1))." >&2; exit 1; }

hay_postgres() {  # 15 or newer, on the PATH or where Debian puts it
    local initdb version
    for initdb in "$(command -v initdb || true)" /usr/lib/postgresql/*/bin/initdb; do
        [ -x "$initdb" ] || continue
        version=$("$initdb" --version | grep -oE '[0-9]+' | head -1)
        [ "${version:-0}" -ge 15 ] && return 0
    done
    return 1
}
instalar_postgres() {  # only the programs: Debian's package would otherwise make and start a cluster of its own on port 5432
    local ajuste=/etc/postgresql-common/createcluster.conf
    if [ "$(id -u)" = 0 ] && [ ! -e "$ajuste" ]; then
        mkdir -p "$(dirname "$ajuste")" && echo "create_main_cluster = false" > "$ajuste"
    fi
    instalar postgresql
}
if ! hay_postgres; then
    instalar_postgres || echo "Sin PostgreSQL del sistema sólo funciona «make demo», con el de PyPI." >&2
fi

falta_biblioteca() {  # what Qt needs of the system, and what the windows' tests drive them with
    local b hay
    hay=$(ldconfig -p)
    for b in libGL.so.1 libEGL.so.1 libxkbcommon.so.0 libdbus-1.so.3 libfontconfig.so.1 libglib-2.0.so.0 libxcb-cursor.so.0 \
        libxkbcommon-x11.so.0 libxcb-icccm.so.4 libxcb-keysyms.so.1 libxcb-shape.so.0; do
        [[ $hay == *"$b"* ]] || return 0
    done
    ! { command -v Xvfb && command -v xdotool; } >/dev/null
}
if PATH=$PATH:/sbin falta_biblioteca; then
    glib=$(apt-cache show libglib2.0-0t64 >/dev/null 2>&1 && echo libglib2.0-0t64 || echo libglib2.0-0)
    instalar libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 "$glib" libxcb-cursor0 libxkbcommon-x11-0 \
        libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 xvfb xdotool \
        || echo "Sin esas bibliotecas no abren las ventanas; lo demás funciona." >&2
fi

textos() {  # the windows' words, for Qt; only when they changed
    local ts=resources/traducciones/es_MX.ts
    local qm=${ts%.ts}.qm
    [ "$qm" -nt "$ts" ] || .venv/bin/pyside6-lrelease -silent "$ts" -qm "$qm" \
        || echo "Las palabras de las ventanas no se compilaron: los plurales saldrán como «acción(es)»." >&2
}

if [ -f "$sello" ] && [ "$(cat "$sello")" = "$huella" ] && .venv/bin/python -c '' 2>/dev/null; then textos; exit 0; fi
"$python" -c 'import ensurepip, venv' 2>/dev/null || instalar python3-venv || exit 1
if ! .venv/bin/python -c '' 2>/dev/null; then rm -rf .venv && "$python" -m venv .venv; fi
.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
if ! hay_postgres; then
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r installer/requirements-pg.txt
fi
textos
echo "$huella" > "$sello"
echo "Entorno listo en .venv"
