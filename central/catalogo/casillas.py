"""Reads the file of casillas: before there are results, each row gives its actas in every election (R-01, R-15)."""

from collections.abc import Iterator, Mapping
from csv import Error as ErrorCsv
from pathlib import Path

from central.catalogo.errores import AvisoFila, Errores, causa, mostrar
from central.catalogo.filas import TIPOS, FilaActa, LectorFilas
from central.catalogo.lineas import NoSeLee, celdas, lineas
from central.catalogo.perfil import IDENTIFICACION, LISTA_NOMINAL, REPRESENTANTES, EleccionPerfil, Perfil, Urna
from prep.domain.catalogo.catalogo import TipoCasilla

TRASLADO, BOLETAS, URNA, ELECCIONES = "MECANISMOS_TRASLADO", "BOLETAS", "URNA", "ELECCIONES"
DE_CASILLA = (*IDENTIFICACION[:-1], LISTA_NOMINAL)
MECANISMOS = ("D", "F", "I", "")
POR_CASILLA_MAX = 9_999
NO_LLEVA = frozenset({"", "-", "N/A"})


class ArchivoDeCasillas:
    """One file, read once; what is wrong goes to `errores`."""

    def __init__(self, carpeta: Path, perfil: Perfil, errores: Errores) -> None:
        self._carpeta, self._perfil, self._errores = carpeta, perfil, errores
        self._lectores = {e.codigo: LectorFilas(e, errores, numerar=perfil.repetidas) for e in perfil.elecciones}
        self._linea = 0

    @property
    def debidas(self) -> tuple[str, ...]:
        """The columns that the file must have."""
        return (*DE_CASILLA, *(a.columnas[0] for a in self._perfil.ambitos.values()))

    @property
    def posibles(self) -> tuple[str, ...]:
        """Those that it may have."""
        nombres = [c for a in self._perfil.ambitos.values() for c in a.columnas[1:]]
        return (*nombres, TRASLADO, REPRESENTANTES, BOLETAS, URNA, ELECCIONES)

    @property
    def avisos(self) -> list[AvisoFila]:
        """What was numbered here, told once and not for each election."""
        return list(dict.fromkeys(a for lector in self._lectores.values() for a in lector.avisos))

    def leer(self) -> dict[str, list[FilaActa]]:
        """The actas of each election, by its code."""
        actas: dict[str, list[FilaActa]] = {codigo: [] for codigo in self._lectores}
        try:
            for linea, fila in self._filas():
                self._linea = linea
                self._repartir(fila, actas)
        except NoSeLee as error:
            self._error(error.linea, "", str(error))
        except OSError as error:
            self._error(0, "", f"no se puede leer: {causa(error)}")
        else:
            if not self._linea and not self._errores.total:
                self._error(0, "", "no tiene ninguna casilla")
        return actas

    def _filas(self) -> Iterator[tuple[int, dict[str, str]]]:
        renglones = lineas(self._carpeta / self._perfil.casillas, self._errores)
        nombres: list[str] = []
        for numero, texto in renglones:
            if not texto.strip(',|" \t'):
                continue
            separador = "|" if texto.count("|") > texto.count(",") else ","
            try:
                datos = [d.strip(" '\t") for d in celdas(texto, separador)]
            except ErrorCsv:
                self._error(numero, "", "tiene comillas sin cerrar")
                continue
            if not nombres:
                nombres = [self._perfil.publicado(d.strip('"')) for d in datos]
                if not self._columnas(numero, nombres):
                    return
            elif len(datos) != len(nombres):
                self._error(numero, "", f"tiene {len(datos)} valores y el encabezado {len(nombres)}")
            else:
                yield numero, dict(zip(nombres, datos, strict=True))

    def _columnas(self, linea: int, nombres: list[str]) -> bool:
        antes = self._errores.total
        for columna in self.debidas:
            if nombres.count(columna) != 1:
                self._error(linea, columna, "falta esta columna, o está dos veces")
        for columna in dict.fromkeys(nombres):
            if columna not in (*self.debidas, *self.posibles):
                self._error(linea, mostrar(columna), "no se conoce esta columna")
            elif columna in self.posibles and nombres.count(columna) > 1:
                self._error(linea, columna, "la columna está dos veces")
        return self._errores.total == antes

    def _repartir(self, fila: Mapping[str, str], actas: dict[str, list[FilaActa]]) -> None:
        """Adds the actas of one casilla, in the elections that it has."""
        tipo = TIPOS.get(fila["TIPO_CASILLA"])
        if tipo is None:
            validos = ", ".join(TipoCasilla)
            self._error(self._linea, "TIPO_CASILLA", f"{mostrar(fila['TIPO_CASILLA'])} no es un tipo ({validos})")
            return
        lugares = self._lugares(fila, tipo)
        urna = self._urna(fila.get(URNA, ""))
        pedidas = self._elecciones(fila.get(ELECCIONES, ""))
        traslado, suyos, boletas = (
            self._traslado(fila), self._cuantos(fila, REPRESENTANTES), self._cuantos(fila, BOLETAS),
        )  # fmt: skip
        hechas = 0
        for eleccion in self._perfil.elecciones:
            if eleccion.ambito.nombre not in lugares or (pedidas and eleccion.codigo not in pedidas):
                continue
            for codigo in eleccion.esperados(tipo, urna):
                hechas += 1
                acta = self._acta(eleccion, fila, lugares, codigo)
                if acta is not None:
                    acta.lugares = lugares
                    acta.traslado, acta.representantes, acta.boletas = traslado, suyos, boletas
                    actas[eleccion.codigo].append(acta)
        if not hechas:
            self._error(self._linea, "", "ninguna elección tiene actas de esta casilla: vea su tipo y sus territorios")

    def _acta(
        self, eleccion: EleccionPerfil, fila: Mapping[str, str], lugares: Mapping[str, str], codigo: str
    ) -> FilaActa | None:
        """Read as a row of results is, with no figure but its list of voters."""
        territorio = lugares[eleccion.ambito.nombre]
        nombre = eleccion.ambito.territorios.get(territorio.zfill(3), "")
        cifras = [fila[LISTA_NOMINAL] if columna == LISTA_NOMINAL else "0" for columna in eleccion.numericas]
        datos = (territorio, nombre)[: len(eleccion.ambito.columnas)]
        casilla = [fila[columna] for columna in IDENTIFICACION[:-1]]
        acta = self._lectores[eleccion.codigo].leer(self._linea, "", [*datos, *casilla, codigo, *cifras])
        if acta is not None:
            acta.valores = ()
        return acta

    def _lugares(self, fila: Mapping[str, str], tipo: TipoCasilla) -> dict[str, str]:
        """Its territory of each kind, in three digits; of the kinds that its row leaves blank, none."""
        lugares: dict[str, str] = {}
        for ambito in self._perfil.ambitos.values():
            dato = fila[ambito.columnas[0]]
            if tipo is TipoCasilla.M and ambito.extranjero:
                dato = ambito.extranjero
            if dato not in NO_LLEVA:
                lugares[ambito.nombre] = dato.zfill(3)
        return lugares

    def _urna(self, dato: str) -> Urna:
        try:
            return Urna(dato.lower() or Urna.PAPEL)
        except ValueError:
            self._error(self._linea, URNA, f"{mostrar(dato)} no es {' ni '.join(Urna)}")
            return Urna.PAPEL

    def _elecciones(self, dato: str) -> frozenset[str]:
        pedidas = frozenset(dato.split())
        for ajena in sorted(pedidas - self._lectores.keys()):
            self._error(self._linea, ELECCIONES, f"{mostrar(ajena)} no es una elección del perfil")
        return pedidas

    def _traslado(self, fila: Mapping[str, str]) -> str | None:
        """None when the file does not say; "" is said: brought directly."""
        if TRASLADO not in fila:
            return None
        dato = fila[TRASLADO].upper()
        dato = "" if dato in NO_LLEVA else dato
        if dato not in MECANISMOS:
            self._error(self._linea, TRASLADO, f"{mostrar(dato)} no es D, F, I ni vacío (directo)")
        return dato

    def _cuantos(self, fila: Mapping[str, str], columna: str) -> int | None:
        """None where it says nothing: the constant of the settings."""
        dato = fila.get(columna, "")
        if dato in NO_LLEVA:
            return None
        if not (dato.isascii() and dato.isdigit() and int(dato) <= POR_CASILLA_MAX):
            self._error(self._linea, columna, f"{mostrar(dato)} no es un número de 0 a {POR_CASILLA_MAX}")
            return None
        return int(dato)

    def _error(self, linea: int, columna: str, mensaje: str) -> None:
        self._errores.agregar(self._perfil.casillas, linea, columna, mensaje)
