#!/usr/bin/env bash
# Makes .venv from the hashed requirements.txt, with the command `prep` in it; quick when nothing changed. What the system lacks it installs as root, or says the line.
# preparar.sh          goes on without what windows need: `make demo` ends all the same
# preparar.sh pruebas  for what opens windows with nobody there: stops without that, and looks for the tests' own screen
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/sbin:/sbin  # ldconfig is there, and an ordinary PATH of Debian lacks it

para=${1:-}
python=${PYTHON:-python3}
# The distribution's own Python, where it will do: one built at home without its optimizations runs a third slower.
propio=$(type -aP python3 | grep -xm1 /usr/bin/python3 || true)
[ -n "${PYTHON:-}" ] || [ -z "$propio" ] || ! "$propio" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || python=$propio
sello=.venv/.sello
# What Qt (and its lrelease) loads of the system, with its package of Debian 12 and 13 and Ubuntu 24.04.
BIBLIOTECAS="libGL.so.1=libgl1 libEGL.so.1=libegl1 libxkbcommon.so.0=libxkbcommon0 libdbus-1.so.3=libdbus-1-3
    libfontconfig.so.1=libfontconfig1 libglib-2.0.so.0=libglib2.0-0 libgssapi_krb5.so.2=libgssapi-krb5-2
    libxcb-cursor.so.0=libxcb-cursor0 libxkbcommon-x11.so.0=libxkbcommon-x11-0 libxcb-icccm.so.4=libxcb-icccm4
    libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-shape.so.0=libxcb-shape0"

decir() { echo "$*" >&2; }
version() {  # of Python
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' && return
    decir "Se necesita Python 3.11 o posterior y «$python» es $("$python" -V 2>&1). Si hay otro, dígalo:  make PYTHON=python3.12 …"
    exit 1
}
sano() { .venv/bin/python -c 'import pip' 2>/dev/null; }  # false too for one half made, or made by a Python that is no more

buscar_venv() {
    if ! command -v "$python" >/dev/null; then echo python3 python3-venv
    elif ! sano && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    fi
}
buscar_postgres() {  # 15 or newer, on the PATH or where Debian puts it
    local initdb version
    for initdb in "$(command -v initdb || true)" /usr/lib/postgresql/*/bin/initdb; do
        [ -x "$initdb" ] || continue
        version=$("$initdb" --version | grep -oE '[0-9]+' | head -1)
        [ "${version:-0}" -lt 15 ] || return 0
    done
    echo postgresql
}
buscar_bibliotecas() {  # what Qt opens windows with
    local b hay
    hay=$(ldconfig -p)
    for b in $BIBLIOTECAS; do [[ $hay == *"${b%=*} "* ]] || echo "${b#*=}"; done
}
buscar_pantalla() {  # what the windows' tests are driven with
    [ "$para" = pruebas ] || return 0
    command -v Xvfb >/dev/null || echo xvfb
    command -v xdotool >/dev/null || echo xdotool
}
buscar_firmas() {  # what anyone checks a cut's signature with
    [ "$para" = pruebas ] || return 0
    command -v minisign >/dev/null || echo minisign
    command -v signify-openbsd >/dev/null || echo signify-openbsd
}
buscar_aparatos() {  # the USB bus, looked at for real
    [ "$para" = pruebas ] || return 0
    [[ $(ldconfig -p) == *"libusb-1.0.so.0 "* ]] || echo libusb-1.0-0
}
buscar_tunel() {  # what a node that only goes out goes by, and what networks apart are made with
    [ "$para" = pruebas ] || return 0
    command -v sshd >/dev/null || echo openssh-server
    [ "$(id -u)" != 0 ] || command -v nft >/dev/null || echo nftables
    [ "$(id -u)" != 0 ] || command -v ip >/dev/null || echo iproute2
}
buscar_escaneres() {  # SANE's own scanner of tests
    [ "$para" = pruebas ] || return 0
    command -v scanimage >/dev/null || echo sane-utils
}
buscar_impresoras() {  # a CUPS of the tests' own, which only root may start
    { [ "$para" = pruebas ] && [ "$(id -u)" = 0 ]; } || return 0
    command -v cupsd >/dev/null || echo cups-daemon
    command -v lpstat >/dev/null || echo cups-client
}
buscar_navegador() {  # what the site's tests look with
    { [ "$para" = pruebas ] && ! command -v chromium >/dev/null; } || return 0
    echo chromium
}
buscar() { venv=$(buscar_venv) postgres=$(buscar_postgres) bibliotecas=$(buscar_bibliotecas) pantalla=$(buscar_pantalla) firmas=$(buscar_firmas) navegador=$(buscar_navegador) aparatos=$(buscar_aparatos) tunel=$(buscar_tunel) escaneres=$(buscar_escaneres) impresoras=$(buscar_impresoras); }

instalar() {  # as root
    local ajuste=/etc/postgresql-common/createcluster.conf
    if [ -n "$postgres" ] && [ ! -e "$ajuste" ]; then  # only the programs: the package would start a cluster on port 5432
        mkdir -p "$(dirname "$ajuste")" && echo "create_main_cluster = false" > "$ajuste"
    fi
    if [[ $tunel == *openssh-server* ]]; then  # only the program: the package would start a server on port 22
        mkdir -p /etc/ssh && touch /etc/ssh/sshd_not_to_be_run
    fi
    echo "Se instala lo que falta (tarda unos minutos): $linea"
    local registro
    registro=$(mktemp)
    if ! DEBIAN_FRONTEND=noninteractive bash -c "$linea" >"$registro" 2>&1; then
        grep -E '^(E|W|Err):' "$registro" | head -5 >&2 || tail -5 "$registro" >&2
        decir "apt-get no pudo instalar. Revise la red y las fuentes de apt (en Ubuntu, también «universe») y repita."
    fi
    rm -f "$registro"
}

if command -v "$python" >/dev/null; then version
elif [ -n "${PYTHON:-}" ]; then decir "No hay «$python» (PYTHON): diga el de un Python que esté instalado."; exit 1
fi
buscar
faltan=$(echo $venv $postgres $bibliotecas $pantalla $firmas $navegador $aparatos $tunel $escaneres $impresoras)
if [ -n "$faltan" ]; then
    linea="apt-get update; apt-get install -y --no-install-recommends $faltan"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        instalar
        ! command -v "$python" >/dev/null || version
        buscar
    else
        decir "A este equipo le falta algo. Instálelo con esta línea:"
        decir "  sudo sh -c '$linea'"
    fi
    [ -z "$venv" ] || { decir "Sin $(echo $venv) no se puede seguir."; exit 1; }
    [ -z "$postgres" ] || decir "Sin PostgreSQL del sistema se usa el de PyPI, que sólo sirve para demostraciones y pruebas."
    [ -z "$pantalla" ] || decir "Sin $(echo $pantalla) se omiten las pruebas que manejan ventanas desde fuera."
    [ -z "$navegador" ] || decir "Sin $navegador se omiten las pruebas que ven el sitio en un navegador."
    [ -z "$tunel" ] || decir "Sin $(echo $tunel) se omiten las pruebas del túnel de un nodo, o las de hosts aparte."
    [ -z "$aparatos" ] || decir "Sin $(echo $aparatos) no se ven los aparatos USB."
    [ -z "$escaneres" ] || decir "Sin $escaneres se omiten las pruebas que escanean con SANE."
    [ -z "$impresoras" ] || decir "Sin $(echo $impresoras) se omiten las pruebas que imprimen con CUPS."
    [ -z "$firmas" ] || decir "Sin $(echo $firmas) se omiten las pruebas que comprueban una firma con ese programa."
    if [ -n "$bibliotecas" ]; then
        decir "Sin $(echo $bibliotecas) no abren las ventanas; «make demo» sí termina."
        [ "$para" != pruebas ] || { decir "Esta orden las abre: no puede seguir."; exit 1; }
    fi
fi

textos() {  # the windows' words, for Qt; only when they changed
    local ts=resources/traducciones/es_MX.ts
    local qm=${ts%.ts}.qm
    [ -z "$bibliotecas" ] || return 0
    [ "$qm" -nt "$ts" ] || .venv/bin/pyside6-lrelease -silent "$ts" -qm "$qm" \
        || decir "Las palabras de las ventanas no se compilaron: los plurales saldrán como «acción(es)»."
}
bajar() {  # bajar REQUISITOS: into .venv
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$1" || {
        decir "No se pudo instalar $1 en .venv (arriba, lo que dijo pip). Revise la red, el espacio y que .venv sea suya, y repita."
        exit 1
    }
}

dejar_prep() {  # the command `prep`, which runs this very folder; nothing is downloaded for it
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-index --no-deps --no-build-isolation -e . || {
        decir "No se pudo dejar la orden «prep» en .venv (arriba, lo que dijo pip). Revise que .venv sea suya, y repita."
        exit 1
    }
}

huella=$(echo "$postgres" | cat pyproject.toml requirements.txt installer/requirements-pg.txt installer/preparar.sh - | sha256sum | cut -d' ' -f1)
responde() { .venv/bin/prep --version >/dev/null 2>&1; }  # not where the folder has been moved since
if [ -f "$sello" ] && [ "$(cat "$sello")" = "$huella" ] && sano && responde; then textos; exit 0; fi
if ! sano; then
    rm -rf .venv
    "$python" -m venv .venv || { decir "No se pudo crear .venv con «$python»."; exit 1; }
fi
echo "Se preparan las bibliotecas de Python (un minuto o dos la primera vez)."
bajar requirements.txt
[ -z "$postgres" ] || bajar installer/requirements-pg.txt
dejar_prep
textos
echo "$huella" > "$sello"
echo "Entorno listo en .venv; la orden es .venv/bin/prep"
