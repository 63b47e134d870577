"""What a liar changes in a published site, with the centre's key where it takes it: one fault each."""

import gzip
import hashlib
import json
from collections.abc import Callable

import brotli

from tests.central.verificar.publicado.falsario import Falsario, Json


def pagina(f: Falsario) -> None:
    ruta = f.vista / "gub.html"
    ruta.write_bytes(ruta.read_bytes() + b" ")


def estado(f: Falsario) -> None:
    """Who reads without JavaScript is told of another cut."""
    ruta = f.vista / "estado.html"
    texto = ruta.read_text(encoding="utf-8").replace("el corte 3,", "el corte 2,")
    assert texto != ruta.read_text(encoding="utf-8")
    ruta.write_text(texto, encoding="utf-8")


def estado_que_lleva_a_otra_parte(f: Falsario) -> None:
    ruta = f.vista / "estado.html"
    ruta.write_text(ruta.read_text(encoding="utf-8").replace("</main>", '<a href="//otro"></a></main>'), "utf-8")


def cifra_de_pagina(f: Falsario) -> None:
    """A page that says another figure, with the index signed again."""
    ruta = f.vista / "gub.html"
    texto = ruta.read_text().replace('Actas esperadas</th><td class="n">21', 'Actas esperadas</th><td class="n">20')
    assert texto != ruta.read_text()
    ruta.write_text(texto)
    huella = hashlib.sha256(ruta.read_bytes()).hexdigest()

    def cambiar(indice: Json) -> None:
        paginas = f.fragmento(indice["paginas"])
        paginas["paginas"]["gub.html"] = huella
        indice["paginas"] = f.con_fragmento(paginas)[:24]

    f.con_indice(cambiar)


def fragmento(f: Falsario) -> None:
    resumen = json.loads((f.vista / "actual.json").read_bytes())["resumen"]
    ruta = f.raiz / "d" / f"{resumen}.json"
    ruta.write_bytes(ruta.read_bytes() + b" ")


def cuenta_de_fragmento(f: Falsario) -> None:
    """A territory with other counts than its rows, signed again."""

    def cambiar(indice: Json) -> None:
        clave = sorted(indice["territorios"])[0]
        territorio = f.fragmento(indice["territorios"][clave])
        territorio["cifras"]["capturadas"] += 1
        indice["territorios"][clave] = f.con_fragmento(territorio)[:24]
        resumen = f.fragmento(indice["resumen"])
        resumen["elecciones"][0]["territorios"][0]["capturadas"] += 1
        indice["resumen"] = f.con_fragmento(resumen)[:24]

    f.con_indice(cambiar)


def votos_mudados(f: Falsario) -> None:
    """A vote of one candidacy told of another, and back in another section: all levels still add up."""

    def mudar(territorio: Json) -> None:
        tabla = dict(zip(territorio["secciones"]["columnas"], territorio["secciones"]["datos"], strict=True))
        una, otra = [n for n, hay in enumerate(tabla["CONTABILIZADAS"]) if hay][:2]
        for columna, cuanto in zip(sorted(territorio["suman"])[:2], (-1, 1), strict=True):
            tabla[columna][una] += cuanto
            tabla[columna][otra] -= cuanto

    en_un_territorio(f, mudar)


def columna_de_dos(f: Falsario) -> None:
    en_un_territorio(f, lambda t: t["suman"][min(t["suman"])].append(t["suman"][max(t["suman"])][0]))


def partido_de_mas(f: Falsario) -> None:
    def uno_mas(territorio: Json) -> None:
        territorio["partidos"][0]["votos"] += 1

    en_un_territorio(f, uno_mas)


def en_un_territorio(f: Falsario, mentir: Callable[[Json], object]) -> None:
    """The shard of one with votes says something else, signed again."""

    def cambiar(indice: Json) -> None:
        for clave, nombre in indice["territorios"].items():
            territorio = f.fragmento(nombre)
            if territorio["cifras"]["contabilizadas"]:
                mentir(territorio)
                indice["territorios"][clave] = f.con_fragmento(territorio)[:24]
                return

    f.con_indice(cambiar)


def estadistica(f: Falsario) -> None:
    """Actas of one hour told of another, signed again."""

    def cambiar(indice: Json) -> None:
        numeros = f.fragmento(indice["estadistica"])
        numeros["elecciones"][0]["por_hora"][0]["verificadas"] += 1
        indice["estadistica"] = f.con_fragmento(numeros)[:24]

    f.con_indice(cambiar)


def copia_gzip(f: Falsario) -> None:
    """What a browser is given is another cut's pointer; the file beside it is good."""
    ruta = f.vista / "actual.json"
    ruta.with_name("actual.json.gz").write_bytes(gzip.compress(ruta.read_bytes().replace(b'"corte":3', b'"corte":2')))


def copia_brotli(f: Falsario) -> None:
    """A page's copy that opens to far more than it should."""
    (f.vista / "gub.html.br").write_bytes(brotli.compress(b"0" * 50_000_000))


def renglon(f: Falsario) -> None:
    """An acta that the site says otherwise than the results file, signed again."""

    def cambiar(indice: Json) -> None:
        clave = sorted(indice["tramos"])[0]
        actas = f.fragmento(indice["tramos"][clave])
        tabla = next(iter(actas["elecciones"].values()))
        tabla["datos"][tabla["columnas"].index("LISTA_NOMINAL")][0] += 1
        indice["tramos"][clave] = f.con_fragmento(actas)[:24]

    f.con_indice(cambiar)


def encabezado(f: Falsario) -> None:
    f.con_resultados(lambda texto: texto.replace("\n21,", "\n22,", 1))


def imagen(f: Falsario) -> None:
    next((f.raiz / "i").rglob("*.jpg")).write_bytes(b"otra")


def firma(f: Falsario) -> None:
    (f.corte(2) / "manifiesto.firma").write_text("ab" * 64 + "\n")


def manifiesto_que_ya_no_se_lee(f: Falsario) -> None:
    """One byte, and it is no JSON: what is published is wrong, not something else than a PREP's."""
    ruta = f.corte(3) / "manifiesto.json"
    ruta.write_bytes(b"[" + ruta.read_bytes()[1:])


def archivo(f: Falsario) -> None:
    ruta = next(f.corte(3).glob("*_PREP_CDMX.zip"))
    ruta.write_bytes(ruta.read_bytes() + b" ")
