"""What the centre tells the phones: the signed list of keys, and for each account its actas, states and messages.

Written again only where something changed, so that who asks every half minute is answered from a small file.
"""

import json
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from central.casilla.apartadas import ApartadaContada, Apartadas
from central.casilla.estados import de_acta, nombre_de
from central.casilla.telefonos import ListaDeTelefonos
from central.marco.conexion import NodoAbierto
from central.marco.proceso import leer_encabezado
from central.tablero.consulta import fases
from central.telefono.apartada import PARA_EL_CAE
from central.telefono.firma import llave_de
from central.telefono.padron import ARCHIVO, firmar_padron
from central.telefono.recado import ruta_de_cuenta
from prep.documents.guardado import guardar
from prep.domain.catalogo.catalogo import Catalogo, ColorDeActa, Eleccion
from prep.domain.hechos.hechos import NombreFase

PUBLICA = "centro.pub"  # whose signature the receiver believes
UUID_DE_TELEFONO = "7"  # what the centre enters again under another acta has an id of its own making
ACTAS = """
SELECT c.cuenta, a.clave, a.eleccion, a.seccion, a.tipo, a.numero, a.extension, a.codigo,
    jsonb_path_query_first(e.estado, '$.fuentes[*] ? (@.fuente == "CASILLA")') AS casilla,
    jsonb_path_query_first(e.estado, '$.fuentes[*] ? (@.fuente == "CATD")') AS catd
FROM (SELECT DISTINCT ON (acta) acta, cuenta FROM prep.cae ORDER BY acta, desde DESC) c
    JOIN prep.acta a ON a.clave = c.acta LEFT JOIN prep.acta_estado e ON e.acta = a.clave
ORDER BY c.cuenta, a.seccion, a.tipo, a.numero, a.extension, a.n"""
IMAGENES = """
SELECT h.id::text AS envio, h.acta, prep.campo_de(h.cuerpo, 'cuenta') AS cuenta,
    prep.campo_de(h.cuerpo, 'huella') AS huella
FROM prep.hecho h WHERE h.tipo = 'IMAGEN' AND h.fuente = 'CASILLA' AND prep.vale(h) ORDER BY h.id"""
DEVUELTAS = """
SELECT DISTINCT ON (h.acta) h.acta, prep.campo_de(h.cuerpo, 'motivo') AS motivo FROM prep.hecho h
WHERE h.tipo = 'DICTAMEN' AND h.fuente = 'CASILLA' AND prep.campo_de(h.cuerpo, 'accion') = 'REDIGITALIZA'
    AND prep.vale(h) ORDER BY h.acta, h.momento DESC"""


@dataclass(slots=True)
class AvisosDeCasilla:
    """The folder that the receiver reads and the centre writes; what was written last is remembered."""

    carpeta: Path
    puesto: NodoAbierto
    apartadas: Apartadas
    _escrito: dict[Path, bytes] = field(default_factory=dict)

    def escribir(self) -> int:
        """Says all that has changed; how many files."""
        self.carpeta.mkdir(parents=True, exist_ok=True)
        with self.puesto.mirar() as conn:
            catalogo, llave = leer_encabezado(conn), self.puesto.llave(conn)
            fase = _fase(conn)
            padron = _padron(ListaDeTelefonos(conn, catalogo.proceso, llave), catalogo.proceso, fase)
            cuentas = self._cuentas(conn, catalogo, fase)
        nuevos = self._poner(self.carpeta / PUBLICA, llave.publica.hex().encode() + b"\n")
        nuevos += self._poner(self.carpeta / ARCHIVO, firmar_padron(padron, llave))
        return nuevos + sum(self._poner(ruta_de_cuenta(self.carpeta, c), _json(dicho)) for c, dicho in cuentas)

    def _cuentas(self, conn: Connection, catalogo: Catalogo, fase: str) -> list[tuple[str, dict[str, Any]]]:
        imagenes = [i._mapping for i in conn.execute(text(IMAGENES))]
        envio_de = {(i["acta"], i["huella"]): i["envio"] for i in imagenes}
        devueltas: dict[str, str] = {fila.acta: fila.motivo for fila in conn.execute(text(DEVUELTAS))}
        elecciones = {e.codigo: _impresa(e) for e in catalogo.elecciones}
        casillas: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        for fila in conn.execute(text(ACTAS)):
            de_quien = casillas[fila.cuenta]
            clave = f"{fila.seccion}-{fila.tipo}{fila.numero}-{fila.extension}"
            if clave not in de_quien:
                nombre = nombre_de(fila.tipo, fila.numero, fila.extension)
                dicho = {c: getattr(fila, c) for c in ("seccion", "tipo", "numero", "extension")}
                de_quien[clave] = {"clave": clave, **dicho, "nombre": nombre, "actas": []}
            acta = {"clave": fila.clave, "eleccion": fila.eleccion, "codigo": fila.codigo, **elecciones[fila.eleccion]}
            estado = de_acta(fila.casilla, fila.catd, devueltas.get(fila.clave, ""))
            envio = envio_de.get((fila.clave, estado.imagen))
            dicho = {"estado": estado.estado, "envio": envio, "motivo": estado.motivo, "texto": estado.texto}
            de_quien[clave]["actas"].append({**acta, **dicho})
        envios = self._envios([dict(i) for i in imagenes])
        cabeza = {"version": 1, "proceso": catalogo.proceso, "simulacro": not catalogo.ajustes.real, "fase": fase}
        return [
            (c, {**cabeza, "cuenta": c, "casillas": list(casillas[c].values()), "envios": envios.get(c, [])})
            for c in sorted({*casillas, *envios})
        ]

    def _envios(self, imagenes: list[dict[str, Any]]) -> dict[str, list[dict[str, str]]]:
        """What the centre has judged of each account; what came in stands, also if it was set aside once."""
        dichos: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
        for apartada in self.apartadas.leer():
            dichos[apartada.cuenta][apartada.envio] = _no_procede(apartada)
        for i in imagenes:
            if i["envio"][14] == UUID_DE_TELEFONO:
                entro = {"envio": i["envio"], "acta": i["acta"], "estado": "aceptada", "motivo": "", "texto": ""}
                dichos[i["cuenta"]][i["envio"]] = entro
        return {cuenta: [suyos[e] for e in sorted(suyos)] for cuenta, suyos in dichos.items()}

    def _poner(self, ruta: Path, contenido: bytes) -> int:
        if self._escrito.get(ruta) == contenido:
            return 0
        guardar(ruta, contenido)
        self._escrito[ruta] = contenido
        return 1


def _impresa(eleccion: Eleccion) -> dict[str, str]:
    """How its sheets are told from others."""
    color = eleccion.color or ColorDeActa("", "")
    return {"titulo": eleccion.nombre, "color": color.rgb, "color_nombre": color.nombre}


def _no_procede(a: ApartadaContada) -> dict[str, str]:
    texto = PARA_EL_CAE[a.codigo]
    return {"envio": a.envio, "acta": a.acta, "estado": "no_procede", "motivo": str(a.codigo), "texto": texto}


def _fase(conn: Connection) -> str:
    vividas = {vivida.fase for vivida in fases(conn)}
    if NombreFase.CERRAR in vividas:
        return "cerrado"
    return "abierto" if NombreFase.ABRIR in vividas else "por_abrir"


def _padron(lista: ListaDeTelefonos, proceso: str, fase: str) -> dict[str, object]:
    """Only rows that the centre signed: one altered in the base is not told."""
    buenos = [t for t in lista.todos() if lista.vale(t)]
    return {
        "version": 1,
        "proceso": proceso,
        "fase": fase,
        "llaves": list(_llaves(buenos)),
        "hojas": [
            {"codigo_id": t.codigo_id, "cuenta": t.cuenta, "vence": int(t.vence.timestamp() * 1000), "estado": t.estado}
            for t in buenos
        ],
    }


def _llaves(telefonos: list[Any]) -> Iterator[dict[str, object]]:
    for t in telefonos:
        if t.spki:
            spki = b64encode(t.spki).decode()
            yield {"llave": llave_de(t.spki), "spki": spki, "cuenta": t.cuenta, "estado": t.estado}


def _json(dicho: dict[str, Any]) -> bytes:
    return json.dumps(dicho, ensure_ascii=False, separators=(",", ":")).encode()
