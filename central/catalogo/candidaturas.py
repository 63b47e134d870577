"""Reads a file of candidacies: who stands under each party, coalition or candidatura común, and where."""

from csv import Error as ErrorCsv
from pathlib import Path

from central.catalogo.errores import AvisoFila, Errores, causa, mostrar
from central.catalogo.lineas import NoSeLee, celdas, lineas
from central.catalogo.perfil import EleccionPerfil, Perfil
from central.catalogo.textos import llano
from prep.domain.catalogo.catalogo import Candidatura, ClaseColumna
from prep.domain.catalogo.nombres import defecto_de_nombre

ESCRITURAS = {"PARTIDO_CI": "PARTIDO_CSP", "CANDIDATURA": "CANDIDATURA_PROPIETARIA"}
SIN_PARTIDO = ("SIN PARTIDO", "INDEPENDIENTE")
TEXTO_MAX = 500


def leer_candidaturas(
    carpeta: Path, perfil: Perfil, eleccion: EleccionPerfil, errores: Errores
) -> tuple[list[Candidatura], list[AvisoFila]]:
    """The candidacies of one election, in file order, and whose party nobody knows; what is wrong goes to `errores`."""
    lector = _Lector(perfil, eleccion, errores)
    try:
        for numero, texto in lineas(carpeta / eleccion.candidaturas, errores):
            if texto.strip():
                lector.linea(numero, texto)
    except NoSeLee as error:
        lector.error(error.linea, "", str(error))
    except OSError as error:
        lector.error(0, "", f"no se puede leer: {causa(error)}")
    else:
        if not lector.leidas and not lector.con_errores:
            lector.error(0, "", "no tiene ninguna candidatura")
    return lector.leidas, lector.avisos


class _Lector:
    def __init__(self, perfil: Perfil, eleccion: EleccionPerfil, errores: Errores) -> None:
        self.leidas: list[Candidatura] = []
        self.avisos: list[AvisoFila] = []
        self.con_errores = False
        self._de_partido = {llano(nombre): codigo for codigo, nombre in perfil.partidos.items()}
        self._conocidas = {*perfil.partidos, *(c.codigo for c in eleccion.eleccion.columnas)}
        self._perfil, self._eleccion, self._errores = perfil, eleccion, errores
        self._nombres: list[str] = []
        self._separador = ","
        self._esperadas = ["ID_ENTIDAD", "PARTIDO_CSP", "CANDIDATURA_PROPIETARIA"]
        if eleccion.por_territorio:
            self._esperadas[1:1] = eleccion.ambito.columnas
        if eleccion.suplente:
            self._esperadas.append("CANDIDATURA_SUPLENTE")

    def linea(self, numero: int, texto: str) -> None:
        if not self._nombres:
            self._encabezado(numero, texto)
            return
        if sorted(self._nombres) != sorted(self._esperadas):
            return
        try:
            datos = celdas(texto, self._separador)
        except ErrorCsv:
            self.error(numero, "", "tiene comillas sin cerrar")
            return
        if len(datos) != len(self._nombres):
            self.error(numero, "", f"tiene {len(datos)} valores y el encabezado {len(self._nombres)}")
            return
        self._candidatura(numero, dict(zip(self._nombres, (d.strip() for d in datos), strict=True)))

    def error(self, linea: int, columna: str, mensaje: str) -> None:
        self.con_errores = True
        self._errores.agregar(self._eleccion.candidaturas, linea, self._dicha(columna), mensaje)

    def _dicha(self, columna: str) -> str:
        """As this entity writes it."""
        if columna == "CANDIDATURA_PROPIETARIA" and not self._eleccion.suplente:
            return "CANDIDATURA"
        return self._perfil.ajustes.candidaturas.columna if columna == "PARTIDO_CSP" else columna

    def _encabezado(self, numero: int, texto: str) -> None:
        self._separador = "|" if texto.count("|") > texto.count(",") else ","
        escritos = [n.strip(' "') for n in texto.split(self._separador)]
        self._nombres = [ESCRITURAS.get(n, self._perfil.publicado(n)) for n in escritos]
        for columna in self._esperadas:
            if self._nombres.count(columna) != 1:
                self.error(numero, columna, "falta esta columna, o está dos veces")
        for columna in self._nombres:
            if columna not in self._esperadas:
                self.error(numero, mostrar(columna), "no se conoce esta columna")

    def _candidatura(self, linea: int, datos: dict[str, str]) -> None:
        eleccion, territorio = self._eleccion, ""
        if datos["ID_ENTIDAD"].zfill(2) != self._perfil.entidad.id:
            self.error(
                linea, "ID_ENTIDAD", f"{mostrar(datos['ID_ENTIDAD'])} no es la entidad {self._perfil.entidad.id}"
            )
        if eleccion.por_territorio:
            columna = eleccion.ambito.columnas[0]
            territorio = datos[columna].zfill(3)
            if territorio not in eleccion.ambito.territorios:
                self.error(linea, columna, f"{mostrar(datos[columna])} no es un territorio de {eleccion.ambito.nombre}")
        for columna in ("PARTIDO_CSP", "CANDIDATURA_PROPIETARIA"):
            if not datos[columna]:
                self.error(linea, columna, "está vacío")
        for columna, dato in datos.items():
            if len(dato) > TEXTO_MAX:
                self.error(linea, columna, f"pasa de {TEXTO_MAX} caracteres")
            if defecto := defecto_de_nombre(dato):
                self.error(linea, columna, f"{mostrar(dato)} {defecto}")
        self.leidas.append(
            Candidatura(
                eleccion.codigo,
                territorio,
                datos["PARTIDO_CSP"],
                datos["CANDIDATURA_PROPIETARIA"],
                datos.get("CANDIDATURA_SUPLENTE", ""),
                self._columnas(linea, territorio, datos["PARTIDO_CSP"]),
            )
        )

    def _columnas(self, linea: int, territorio: str, partidos: str) -> tuple[str, ...]:
        """Those of the parties that the file names, or of who stands without one, by their code or by their name."""
        columnas = []
        for dicho in filter(None, map(str.strip, partidos.split(","))):
            columnas.append(dicho if dicho in self._conocidas else self._de_nombre(dicho, territorio))
            if columnas[-1] not in self._conocidas:
                texto = f"{mostrar(dicho)} no es un partido del perfil ni una columna: el sitio no dirá a quién postula"
                self.avisos.append(AvisoFila(self._eleccion.candidaturas, linea, texto))
        return tuple(columnas)

    def _de_nombre(self, dicho: str, territorio: str) -> str:
        """`CANDIDATURA SIN PARTIDO` is enough where there is only one; what nobody knows is left as it is."""
        solas = [
            c.codigo
            for c in self._eleccion.eleccion.columnas
            if c.clase is ClaseColumna.SIN_PARTIDO and territorio in self._eleccion.compite[c.codigo]
        ]
        sin_partido = any(palabra in llano(dicho) for palabra in SIN_PARTIDO)
        return solas[0] if sin_partido and len(solas) == 1 else self._de_partido.get(llano(dicho), dicho)
