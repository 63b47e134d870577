# The suite's commands. Every target first makes sure that the environment is there (quick the second time).
PY := .venv/bin/python
DATA ?=
TROZO ?= 1
ERRORES ?= 0.003
EXCEPCIONES ?= 0.02
# A night on several sites has what a real one has: phones first at 29 % of the casillas (R-02), some real images.
CASILLA ?= $(if $(NODES),0.29,0)
IMAGENES ?= $(if $(NODES),0.1,0)
SEED ?= 1
ESTILO := $(PY) -m ruff check -q . && $(PY) -m ruff format -q --check .
TIPOS := $(PY) -m mypy
# For what opens windows, or runs pytest, which loads Qt: stops without its libraries, where demo goes on.
PRUEBAS := installer/preparar.sh pruebas

.PHONY: setup demo night hostil linea-publica test lint malos ataques fuzz caidas caidas-captura caidas-cierres sin-nodo hosts desliz entidades paquetes mutantes cobertura bench textos practica formatos teclas estados salas screens retratos pagina requisitos
setup:
	@installer/preparar.sh

# An election night in small: a generated town, every default embedded. With a screen it then opens windows to work at.
# It ends with a site: the command that serves it on this machine is said.
demo: setup
	@$(PY) -m simulacro noche --escala pueblo --salida salida/demo --publicar salida/demo/sitio --duracion 8 --nodos 2 --ventanas

# make night DATA=../shared/data/cdmx-2024 TROZO=33 ERRORES=0.003 EXCEPCIONES=0.02 SEED=1
night: setup
	@$(PY) -m simulacro noche $(if $(DATA),--archivos $(DATA)) --trozo $(TROZO) --errores $(ERRORES) --excepciones $(EXCEPCIONES) --casilla $(CASILLA) --semilla $(SEED) --imagenes $(IMAGENES) $(if $(NODES),--nodos $(NODES)) $(if $(MATAR),--matar $(MATAR)) $(if $(CORTADO),--enlace-cortado $(CORTADO)) $(if $(KBPS),--kbps $(KBPS)) $(if $(DOBLE),--doble) $(if $(ACORDADOS),--acordados $(ACORDADOS)) $(if $(PUBLICAR),--publicar $(PUBLICAR))

# The style first, which is quick; the types beside the tests; these four at a time, for many wait for processes. The
# hundreds of programs that they start find their modules compiled, also where the environment says not to keep them.
test:
	@$(PRUEBAS)
	@$(ESTILO)
	@$(TIPOS) & tipos=$$!; PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -n 4 --dist worksteal; pruebas=$$?; \
		wait $$tipos && exit $$pruebas

lint: setup
	@$(ESTILO) && $(TIPOS)

# Every bad input with its expected exit code and sentence.
malos: setup
	@$(PY) -m tests.malos.tabla

# The packages of Debian of what was committed, for this machine's distribution (RUEDAS=folder: its wheels, no network; LLAVE=file: signed).
paquetes: setup
	@$(PY) -m installer.paquetes $(if $(RUEDAS),--ruedas $(RUEDAS)) $(if $(SALIDA),--salida $(SALIDA)) $(if $(LLAVE),--llave $(LLAVE))

# The whole nights of three other entities, each from its folder alone, verified and compared: CUAL=gro, ags or pue.
entidades: setup
	@$(PY) -m tests.e2e.entidades $(CUAL)

# The table of attacks on a live city, each followed by an honest acta that reaches its cut; and a hundred tries in SQL.
ataques: setup
	@$(PY) -m tests.ataques

# A night of the drill with a station, a person of a desk and a node hostile all the time (DATA, TROZO=33, NODES=3).
hostil: setup
	@$(PY) -m tests.hostil --semilla $(SEED) $(if $(DATA),--archivos $(DATA)) --trozo $(TROZO) --nodos $(or $(NODES),2) --errores $(ERRORES) --excepciones $(EXCEPCIONES)

# A night that publishes by itself to a folder, an S3 server and an Azure one (Azurite on the PATH), with one of them down
# for a while and the publisher killed twice; then what the public's own tools say of it (DATA, TROZO=33, CADA=3 minutes).
linea-publica:
	@$(PRUEBAS)
	@$(PY) -m tests.linea --semilla $(SEED) --cada $(or $(CADA),3) $(if $(DATA),--archivos $(DATA)) --trozo $(TROZO)

# N facts drawn from SQL's types at a live node and its centre: afterwards an honest acta reaches a cut.
fuzz: setup
	@$(PY) -m tests.ataques.fuzz --n $(or $(N),100000) --semilla $(SEED)

# The process killed at each failpoint: confirmed, at the node, doubled, lost. PUNTO=spool. for some of them.
caidas: setup
	@$(PY) -m tests.caidas $(PUNTO)

# The capture window killed at random moments, VECES times: no finished field lost.
caidas-captura:
	@$(PRUEBAS)
	@$(PY) -m tests.caidas.ventana --veces $(or $(VECES),100) --semilla $(SEED)

# A station's window opened, worked and closed VECES times in one process while sheets are read: none dies of it.
caidas-cierres:
	@$(PRUEBAS)
	@$(PY) -m tests.caidas.cierres --veces $(or $(VECES),2000) --semilla $(SEED)

# The node away for a minute while 30 sobres and 30 pages come, by the keyboard; the bar each second.
sin-nodo:
	@$(PRUEBAS)
	@$(PY) -m tests.faults.sin_nodo

# Schedules from SEED of what happens to a CATD behind NAT and its link, N of them: nothing lost, doubled or unlike.
hosts:
	@$(PRUEBAS)
	@SEED=$(SEED) N=$(N) $(PY) -m pytest tests/hosts/test_programas.py -q -s -rs

# N streams of keys into each window of data: hands, readers, keys that repeat, a lost focus, a node with news.
desliz:
	@$(PRUEBAS)
	@$(PY) -m tests.faults.desliz --n $(or $(N),10000) --semilla $(SEED)

# Mutants of some rooms (SALA="prep/store central/corte"), drawn from SEED, against the tests of each room.
mutantes:
	@$(PRUEBAS)
	@$(PY) -m tests.mutantes --sala $(or $(SALA),prep/domain) --n $(or $(N),300) --seed $(SEED)

# Which lines no test goes through, by room (SALA="central/corte prep/domain": only these, with their own tests).
cobertura:
	@$(PRUEBAS)
	@$(PY) -m tests.cobertura --sala $(SALA)

# Every figure against its baseline in the same run; DATA as for night.
bench:
	@$(PRUEBAS)
	@$(PY) -m bench

# What the windows count («1 acción», «2 acciones»), gathered for Qt; its two forms are written by hand in the .ts.
textos:
	@$(PRUEBAS)
	@QT_QPA_PLATFORM=offscreen $(PY) -m installer.textos

# The sheets with which people practise capture, drawn into resources/practica.
practica: setup
	@$(PY) -m simulacro practica

# The page and the JSON Schema of each file of others, from their grammars: docs/formatos.
formatos: setup
	@$(PY) -m installer.formatos

# What each key means in every window, and the cards to print: docs/manual/teclas.md, tarjetas.pdf.
teclas:
	@$(PRUEBAS)
	@QT_QPA_PLATFORM=offscreen $(PY) -m installer.teclas

# The life of an acta as a diagram, from the table that governs it: docs/estados.md.
estados: setup
	@$(PY) -m installer.estados

# The rooms of the house, what each is for and what it may import: docs/desarrollo.md.
salas: setup
	@$(PY) -m tests.architecture.indice

# Every window in every state, as pictures: docs/pantallas.
screens:
	@$(PRUEBAS)
	@rm -f docs/pantallas/*.png && mkdir -p docs/pantallas && \
		PREP_PANTALLAS=docs/pantallas $(PY) -m pytest tests/gui/test_pantallas.py -k cada_ventana && ls docs/pantallas

# The pages of a published site (SITIO=salida/demo/sitio) and of the phone, as pictures: docs/pantallas/sitio, casilla.
retratos:
	@$(PRUEBAS)
	@$(PY) -m tests.casilla.retratos
	@$(PY) -m tests.central.publico.retratos $(or $(SITIO),salida/demo/sitio)

# What the phone's page is made of, after any change in resources/casilla: its worker checks each file.
pagina: setup
	@$(PY) -m installer.pagina

requisitos:
	uv pip compile --universal --python-version 3.11 --generate-hashes -q pyproject.toml installer/requirements.in -o requirements.txt --custom-compile-command "make requisitos"
	uv pip compile --universal --python-version 3.11 --generate-hashes -q installer/requirements-pg.in -o installer/requirements-pg.txt --custom-compile-command "make requisitos"
