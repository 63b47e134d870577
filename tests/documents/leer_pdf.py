"""Reads back the text of a PDF that ReportLab wrote, page by page, by the font's own ToUnicode map."""

import base64
import re
import zlib
from dataclasses import dataclass

OBJETO = re.compile(rb"(\d+) 0 obj\n(.*?)endobj", re.DOTALL)
FLUJO = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
TEXTO = re.compile(rb"/(\w\+?\S*) [\d.]+ Tf|\(((?:\\.|[^\\()])*)\) Tj|(\bT\*|\bTd\b|\bTm\b)", re.DOTALL)
CARACTER = re.compile(r"^<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4})>$", re.MULTILINE)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass(frozen=True)
class Pdf:
    paginas: tuple[str, ...]  # the text of each page, a space between pieces
    fuentes: frozenset[str]
    incrustadas: int

    @property
    def texto(self) -> str:
        return "\n".join(self.paginas)


def leer_pdf(contenido: bytes) -> Pdf:
    assert contenido.startswith(b"%PDF-") and contenido.rstrip().endswith(b"%%EOF")
    objetos = {int(n): cuerpo for n, cuerpo in OBJETO.findall(contenido)}
    fuentes = {n: c for n, c in objetos.items() if re.search(rb"/Type /Font\b(?!D)", c)}
    mapas = {}
    for cuerpo in fuentes.values():
        nombre = re.search(rb"/Name /(\S+)", cuerpo)
        unicode = re.search(rb"/ToUnicode (\d+) 0 R", cuerpo)
        if nombre and unicode:
            mapas[nombre[1]] = _mapa(_flujo(objetos[int(unicode[1])]).decode("latin-1"))
    paginas = [c for c in objetos.values() if re.search(rb"/Type /Page\b(?!s)", c)]
    textos = []
    for pagina in paginas:
        contenidos = re.search(rb"/Contents (\d+) 0 R", pagina)
        assert contenidos
        textos.append(_texto(_flujo(objetos[int(contenidos[1])]), mapas))
    bases = {m.decode() for c in fuentes.values() for m in re.findall(rb"/BaseFont /(\S+)", c)}
    return Pdf(tuple(textos), frozenset(bases), contenido.count(b"/FontFile2"))


def _flujo(objeto: bytes) -> bytes:
    hallado = FLUJO.search(objeto)
    assert hallado
    datos = hallado[1]
    if b"ASCII85Decode" in objeto:
        datos = base64.a85decode(datos.strip().removesuffix(b"~>"))
    return zlib.decompressobj().decompress(datos) if b"FlateDecode" in objeto else datos


def _mapa(cmap: str) -> dict[int, str]:
    return {int(codigo, 16): chr(int(letra, 16)) for codigo, letra in CARACTER.findall(cmap)}


def _texto(flujo: bytes, mapas: dict[bytes, dict[int, str]]) -> str:
    mapa: dict[int, str] = {}
    piezas: list[str] = []
    for fuente, texto, salto in TEXTO.findall(flujo):
        if fuente:
            mapa = mapas.get(fuente, {})
        elif salto:
            piezas.append(" ")
        else:
            piezas.append("".join(mapa.get(b, chr(b)) for b in _sin_escapes(texto)))
    return " ".join("".join(piezas).split())


def _sin_escapes(texto: bytes) -> bytes:
    def uno(hallado: re.Match[bytes]) -> bytes:
        escapado = hallado[1]
        return bytes([int(escapado, 8)]) if escapado[:1].isdigit() else ESCAPES.get(escapado, escapado)

    return re.sub(rb"\\([0-7]{1,3}|.)", uno, texto, flags=re.DOTALL)
