"""A row of a results file as an acta: identification checked and normalised, figures as whole numbers (R-11, R-11b)."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from central.catalogo.errores import AvisoFila, Errores, mostrar
from central.catalogo.perfil import IDENTIFICACION, LISTA_NOMINAL, EleccionPerfil, Repetidas, Urna
from central.catalogo.textos import llano
from prep.domain.catalogo.catalogo import TipoCasilla

N_A = "N/A"
SECCION_EXTRANJERO = "0000"
TIPOS = {t.value: t for t in TipoCasilla}
REPETIBLES = frozenset({TipoCasilla.M, TipoCasilla.A, TipoCasilla.P})
EN_TODAS = frozenset({TipoCasilla.B, TipoCasilla.C, TipoCasilla.E, TipoCasilla.S})
REPETIDAS_MAX = 99  # the ordinal of an early-vote acta stands in two digits of its published key
_NUMEROS = re.compile(r"[0-9]{1,9}(?:\n[0-9]{1,9})*")  # cells hold no line end
_NUMERO = re.compile(r"[0-9]{1,9}")

Casilla = tuple[str, str, str, str, int]  # section, type, number, extension, ordinal


@dataclass(slots=True)
class FilaActa:
    """One valid row; `valores` in the order of `EleccionPerfil.numericas`."""

    linea: int
    texto: str
    territorio: str
    seccion: str
    numero: str
    tipo: TipoCasilla
    extension: str
    ubicacion: str
    codigo: str
    urna: Urna
    valores: tuple[int, ...]
    lista_nominal: int
    ordinal: int = 1  # among those with the same key (R-11b)
    lugares: Mapping[str, str] | None = None  # its territory of every ámbito, where its file says it
    traslado: str | None = None  # as in Acta, these three
    representantes: int | None = None
    boletas: int | None = None

    @property
    def casilla(self) -> Casilla:
        return (self.seccion, self.tipo, self.numero, self.extension, self.ordinal)


class LectorFilas:
    """Turns cells into FilaActa for one election's file; what is wrong goes to `errores`, cell by cell."""

    def __init__(
        self,
        eleccion: EleccionPerfil,
        errores: Errores,
        escrita: Callable[[str], str] = str,
        numerar: Repetidas = Repetidas.ERROR,
    ) -> None:
        """`escrita` gives the file's own spelling of a published column, for the errors."""
        self._eleccion, self._errores, self._escrita, self._numera = eleccion, errores, escrita, numerar
        self._numeradas: list[AvisoFila] = []
        self._ultimas: dict[tuple[str, ...], int] = defaultdict(int)  # the highest number of each section's contiguas
        self._ambito = eleccion.ambito
        self._desde = len(self._ambito.columnas) + len(IDENTIFICACION)
        self._con_nombre = len(self._ambito.columnas) > 1
        self._nominal = eleccion.numericas.index(LISTA_NOMINAL)
        self._vistas: dict[tuple[str, ...], int] = defaultdict(int)
        self._primera: dict[tuple[str, ...], int] = {}
        self._contiguas: dict[tuple[str, ...], list[int]] = defaultdict(list)  # of an extraordinaria: its lines
        self._linea = 0

    def leer(self, linea: int, texto: str, celdas: Sequence[str]) -> FilaActa | None:
        """The row as an acta, or None when some cell is wrong."""
        antes, self._linea = self._errores.total, linea
        territorio = self._territorio(celdas)
        seccion, numero, letra, extension, ubicacion, impreso = celdas[self._desde - 6 : self._desde]
        valores = self._numeros(celdas[self._desde :])
        codigo = self._eleccion.codigos.get(impreso)
        tipo = TIPOS.get(letra)
        if tipo is None:
            self._error("TIPO_CASILLA", f"{mostrar(letra)} no es un tipo de casilla ({', '.join(TipoCasilla)})")
        if codigo is None:
            self._error("TIPO_ACTA", f"{mostrar(impreso)} no es un código de acta de {self._eleccion.codigo}")
        if tipo is None or codigo is None:
            return None
        if tipo not in codigo.tipos:
            self._error("TIPO_ACTA", f"el código {impreso} no es de casillas de tipo {tipo}")
        if bool(self._ambito.extranjero) and (territorio == self._ambito.extranjero) != (tipo is TipoCasilla.M):
            propio = self._ambito.extranjero
            self._error(self._ambito.columnas[0], f"{propio} es el extranjero: lo llevan las actas M, y solo ellas")
        numero, extension = self._sin_contigua(numero, extension, (territorio, seccion, impreso), tipo)
        fila = FilaActa(
            linea,
            texto,
            territorio,
            self._seccion(seccion, tipo),
            self._numero(numero, tipo),
            tipo,
            self._dos_digitos("EXT_CONTIGUA", extension, 0),
            self._ubicacion(ubicacion),
            impreso,
            codigo.urna,
            valores,
            valores[self._nominal] if valores else 0,
        )
        if self._errores.total != antes or not self._numerar(fila):
            return None
        return fila

    def _territorio(self, celdas: Sequence[str]) -> str:
        """Its id in three digits; where the file has its name too, it must be the one of that id."""
        columna, territorio = self._ambito.columnas[0], celdas[0].zfill(3)
        nombre = self._ambito.territorios.get(territorio)
        if nombre is None:
            self._error(columna, f"{mostrar(celdas[0])} no es un territorio de {self._ambito.nombre}")
        elif self._con_nombre and celdas[1] != nombre and llano(celdas[1]) != llano(nombre):
            self._error(self._ambito.columnas[1], f"{mostrar(celdas[1])} no es el nombre de {territorio}: {nombre}")
        return territorio

    def _seccion(self, dato: str, tipo: TipoCasilla) -> str:
        if tipo is TipoCasilla.A or tipo is TipoCasilla.M:
            if dato != N_A and (not dato or dato.zfill(4) != SECCION_EXTRANJERO):
                self._error("SECCION", f"{mostrar(dato)}: las actas de tipo {tipo} llevan N/A")
            return N_A
        if not _es_numero(dato, 4) or int(dato) == 0:
            self._error("SECCION", f"{mostrar(dato)} no es una sección (cuatro dígitos)")
        return dato.zfill(4)

    @property
    def avisos(self) -> list[AvisoFila]:
        """Which contiguas of an extraordinaria came without their number, and took it here."""
        return [*self._numeradas, *self._sin_numero()]

    def _sin_numero(self) -> list[AvisoFila]:
        return [
            AvisoFila(
                self._eleccion.archivo,
                lineas[0],
                f"la extraordinaria {numero} de la sección {seccion} trae contiguas {impreso} sin número: "
                "se numeran en el orden del archivo",
                len(lineas),
            )
            for (_, seccion, impreso, numero), lineas in self._contiguas.items()
        ]

    def _sin_contigua(
        self, numero: str, extension: str, de: tuple[str, str, str], tipo: TipoCasilla
    ) -> tuple[str, str]:
        """An extraordinaria's contigua written `1C`, `00` is the next one of the first, in file order (R-11b)."""
        if tipo is not TipoCasilla.E or not re.fullmatch("[1-9]C", numero):
            return numero, extension
        if extension.strip("0"):
            return numero[0], extension
        vistas = self._contiguas[(*de, numero[0])]
        vistas.append(self._linea)
        return numero[0], str(len(vistas))

    def _numero(self, dato: str, tipo: TipoCasilla) -> str:
        """Two digits; early vote, and what comes from abroad, may have none (`N/A`)."""
        if tipo in (TipoCasilla.A, TipoCasilla.M) and dato == N_A:
            return N_A
        return self._dos_digitos("ID_CASILLA", dato, 1)

    def _dos_digitos(self, columna: str, dato: str, minimo: int) -> str:
        if not _es_numero(dato, 2) or int(dato) < minimo:
            self._error(columna, f"{mostrar(dato)} no es un número de dos dígitos")
        return dato.zfill(2)

    def _ubicacion(self, dato: str) -> str:
        if dato.zfill(2) not in ("01", "02"):
            self._error("UBICACION_CASILLA", f"{mostrar(dato)} no es 1 (urbana) ni 2 (no urbana)")
        return dato[-1:]

    def _numeros(self, celdas: Sequence[str]) -> tuple[int, ...]:
        if _NUMEROS.fullmatch("\n".join(celdas)):
            return tuple(map(int, celdas))
        for columna, dato in zip(self._eleccion.numericas, celdas, strict=True):
            if not _NUMERO.fullmatch(dato):
                self._error(columna, _por_que(dato))
        return ()

    def _numerar(self, fila: FilaActa) -> bool:
        """Gives a repeated key its ordinal in file order where it may repeat (R-11b); elsewhere it is an error."""
        clave = _clave(fila)
        if fila.tipo is TipoCasilla.C and self._numera is Repetidas.NUMERAR:
            clave = self._dar_numero(fila, clave)
        self._vistas[clave] += 1
        fila.ordinal = self._vistas[clave]
        primera = self._primera.setdefault(clave, fila.linea)
        if fila.ordinal > 1 and fila.tipo not in REPETIBLES:
            casilla = f"sección {fila.seccion}, casilla {fila.tipo}{fila.numero}"
            repite = f"repite el acta {fila.codigo} de la {casilla}, que ya está en la fila {primera}"
            si_es_otra = "; si es otra contigua sin su número, ponga `repetidas` en el perfil"
            self._error("ID_CASILLA", repite + (si_es_otra if fila.tipo is TipoCasilla.C else ""))
            return False
        if fila.ordinal > REPETIDAS_MAX:
            self._error("ID_CASILLA", f"hay más de {REPETIDAS_MAX} actas con la misma identificación")
            return False
        return True

    def _dar_numero(self, fila: FilaActa, clave: tuple[str, ...]) -> tuple[str, ...]:
        """The key of a contigua, which takes the number after the last one of its section when its own is taken.

        Puebla's files write `01` for those from ten on.
        """
        ultima = (fila.territorio, fila.seccion, fila.extension, fila.codigo)
        if clave in self._vistas and self._ultimas[ultima] < REPETIDAS_MAX:
            dado = f"{self._ultimas[ultima] + 1:02}"
            texto = f"la sección {fila.seccion} repite la contigua {fila.numero}: se numera {dado}"
            self._numeradas.append(AvisoFila(self._eleccion.archivo, fila.linea, texto))
            fila.numero = dado
        self._ultimas[ultima] = max(self._ultimas[ultima], int(fila.numero))
        return _clave(fila)

    def _error(self, columna: str, mensaje: str) -> None:
        self._errores.agregar(self._eleccion.archivo, self._linea, self._escrita(columna), mensaje)


def _clave(fila: FilaActa) -> tuple[str, ...]:
    return (fila.territorio, fila.seccion, fila.tipo, fila.numero, fila.extension, fila.codigo)


def _es_numero(dato: str, digitos: int) -> bool:
    return 0 < len(dato) <= digitos and dato.isascii() and dato.isdigit()


def _por_que(dato: str) -> str:
    if not dato.strip():
        return "está vacío; se esperaba un número"
    if re.fullmatch(r"-[0-9]+(\.[0-9]+)?", dato):
        return f"{mostrar(dato)} es negativo"
    if re.fullmatch(r"[0-9]+", dato):
        return f"{mostrar(dato)} es demasiado grande"
    return f"{mostrar(dato)} no es un número entero"
