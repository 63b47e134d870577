"""What the act of each phase says, as data: the words of the five acts and their tables (R-31, P-11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from central.firmado.envolturas import ordenes
from central.mando.conteos import GUARDA, Balance
from central.mando.software import Software
from central.marco.tabla import hora, nombre_etapa
from central.tablero.consulta import Conteos, CuentaDeCotejos
from prep.documents.acta_fase import ActaFase
from prep.documents.cuadro import ColumnaDeCuadro, Cuadro
from prep.documents.membrete import Membrete
from prep.domain.hechos.hechos import NombreFase

TITULOS: Mapping[NombreFase, str] = {
    NombreFase.CEROS: "Acta de puesta en ceros",
    NombreFase.ABRIR: "Acta de inicio de operación",
    NombreFase.PUBLICAR: "Acta de inicio de la publicación",
    NombreFase.ULTIMO: "Acta del último corte",
    NombreFase.CERRAR: "Acta de cierre",
}
DICEN: Mapping[NombreFase, str] = {
    NombreFase.CEROS: (
        "Se hace constar que, {fecha}, se contaron en una sola lectura todas las tablas de operación de la base de "
        "datos del nodo y que todas tienen cero registros: antes del inicio no hay actas acopiadas, imágenes, capturas "
        "ni cortes."
    ),
    NombreFase.ABRIR: (
        "Se hace constar que, {fecha}, inició la operación: acopio, digitalización, captura y verificación de actas. "
        "Las actas estaban en las etapas siguientes."
    ),
    NombreFase.PUBLICAR: (
        "Se hace constar que, {fecha}, inició la publicación de resultados preliminares por cortes. "
        "Las actas estaban en las etapas siguientes."
    ),
    NombreFase.ULTIMO: (
        "Se hace constar que, {fecha}, se dispuso el último corte; desde aquí los cortes son definitivos. "
        "Las actas estaban en las etapas siguientes."
    ),
    NombreFase.CERRAR: (
        "Se hace constar que, {fecha}, se cerró la operación del programa. Las actas quedaron en las etapas siguientes."
    ),
}
FIRMANTES = (
    "Instancia interna responsable del PREP",
    "Ente auditor",
    "Oficialía Electoral",
    "Comité Técnico Asesor (COTAPREP)",
)


@dataclass(frozen=True, slots=True)
class Constancia:
    """The signed fact that the act goes with, and by which anybody finds it in the base."""

    hecho: str
    publica: str
    firma: str


@dataclass(frozen=True, slots=True)
class Equipo:
    """The software counted, and what the act of ceros said of it: "" when this is that act (R-31)."""

    software: Software
    en_ceros: str = ""

    @property
    def frase(self) -> str:
        huella = f"Huella del conjunto del programa (SHA-256 de la lista de archivos): {self.software.resumen}."
        if not self.en_ceros:
            return huella
        if self.en_ceros == self.software.resumen:
            return f"{huella} Es la misma de la puesta en ceros."
        return f"{huella} ES DISTINTA de la de la puesta en ceros, que fue {self.en_ceros}."


def acta_de_ceros(
    hoja: Membrete,
    tablas: Mapping[str, int],
    alarmas: Sequence[tuple[str, int]],
    equipo: Equipo,
    constancia: Constancia,
) -> ActaFase:
    """The act of puesta en ceros, with the hash of every file annexed; `alarmas`: those of the days before, by code."""
    filas = tuple((GUARDA.get(tabla, "Otra tabla de operación"), tabla, str(n)) for tabla, n in tablas.items())
    columnas = (
        ColumnaDeCuadro("Qué guarda", 5),
        ColumnaDeCuadro("Tabla", 2),
        ColumnaDeCuadro("Registros", 1.2, numero=True),
    )
    total = ("Total", "", str(sum(tablas.values())))
    return ActaFase(
        hoja,
        (DICEN[NombreFase.CEROS].format(fecha=hoja.fecha_larga), _de_antes(alarmas), equipo.frase),
        (
            Cuadro("Tablas de operación", columnas, (*filas, total), total=True),
            _de_constancia(constancia),
            _de_ordenes(bytes.fromhex(constancia.publica)),
        ),
        FIRMANTES,
        (_de_archivos(equipo.software),),
    )


def _de_antes(alarmas: Sequence[tuple[str, int]]) -> str:
    if not alarmas:
        return "Antes de la puesta en ceros no hubo alarmas."
    dichas = ", ".join(f"{codigo} {n}" for codigo, n in alarmas)
    return f"Alarmas de antes de la puesta en ceros, que no son de la operación: {dichas}."


def acta_de_avance(
    hoja: Membrete, fase: NombreFase, conteos: Conteos, cotejos: CuentaDeCotejos, constancia: Constancia
) -> ActaFase:
    """The act of a phase in the middle of the night; its cotejos once the last cut was made."""
    parrafos = (DICEN[fase].format(fecha=hoja.fecha_larga),)
    suyos = (_de_cotejos(cotejos),) if fase is NombreFase.ULTIMO else ()
    return ActaFase(hoja, parrafos, (_de_etapas(conteos), *suyos, _de_constancia(constancia)), FIRMANTES)


def acta_de_cierre(
    hoja: Membrete, conteos: Conteos, final: Balance, equipo: Equipo, forzado: str, constancia: Constancia
) -> ActaFase:
    """The closing act; `forzado` is why it was closed with work pending, "" when nothing was."""
    parrafos = [DICEN[NombreFase.CERRAR].format(fecha=hoja.fecha_larga)]
    if forzado:
        parrafos.append(f"El cierre se hizo con trabajo pendiente. {forzado}")
    parrafos.append(equipo.frase)
    return ActaFase(
        hoja,
        tuple(parrafos),
        (_de_etapas(conteos), _de_cotejos(final.cotejos), _de_balance(hoja, final), _de_constancia(constancia)),
        FIRMANTES,
        (_de_archivos(equipo.software),),
    )


def _de_etapas(conteos: Conteos) -> Cuadro:
    columnas = [*conteos.elecciones.items(), ("Total", conteos.todas)]
    if any(conteos.fuera.values()):
        columnas.append(("Fuera de catálogo", conteos.fuera))
    filas = [(nombre_etapa(e), *(str(c[e]) for _, c in columnas)) for e in conteos.todas]
    filas.append(("Total", *(str(sum(c.values())) for _, c in columnas)))
    cabeza = (ColumnaDeCuadro("Etapa", 2), *(ColumnaDeCuadro(nombre, 1, numero=True) for nombre, _ in columnas))
    return Cuadro("Actas por elección y etapa", cabeza, tuple(filas), total=True)


def _de_cotejos(cotejos: CuentaDeCotejos) -> Cuadro:
    por_centro = ", ".join(f"{centro} {n}" for centro, n in cotejos.abiertos.items())
    filas = (
        ("Abiertos, sin decidir", f"{cotejos.todos_abiertos} ({por_centro})" if por_centro else "0"),
        ("1. Aceptados", str(cotejos.aceptados)),
        ("2. Aceptados con modificación", str(cotejos.modificados)),
        ("3. No aceptados", str(cotejos.rechazados)),
    )
    return Cuadro("Cotejos y correcciones", (ColumnaDeCuadro("Resultado", 2), ColumnaDeCuadro("Cuántos", 3.6)), filas)


def _de_balance(hoja: Membrete, final: Balance) -> Cuadro:
    corte = ("ninguno", "ninguno")
    if final.corte:
        numero, momento, sha256 = final.corte
        corte = (f"{numero}, del {hora(momento, hoja.zona)}", sha256)
    eslabon = f"{final.cadena[0]}: {final.cadena[1]}" if final.cadena else "ninguno"
    filas = (
        ("Hechos en la base, sin contar éste", str(final.hechos)),
        ("Hechos apartados en cuarentena", str(final.cuarentena)),
        ("Alarmas sin atender", str(final.alarmas)),
        ("Último corte", corte[0]),
        ("SHA-256 de su manifiesto", corte[1]),
        ("Último eslabón de la cadena de hechos", eslabon),
    )
    return Cuadro(
        "Base de datos al cierre", (ColumnaDeCuadro("Concepto", 2), ColumnaDeCuadro("Valor", 3.6)), filas, tamano=7.5
    )


def _de_constancia(constancia: Constancia) -> Cuadro:
    mitad = len(constancia.firma) // 2
    filas = (
        ("Hecho", constancia.hecho),
        ("Llave pública del centro", constancia.publica),
        ("Firma Ed25519", f"{constancia.firma[:mitad]} {constancia.firma[mitad:]}"),
    )
    return Cuadro(
        "Constancia electrónica", (ColumnaDeCuadro("Dato", 2), ColumnaDeCuadro("Valor", 3.6)), filas, tamano=7.5
    )


def _de_ordenes(publica: bytes) -> Cuadro:
    """Printed beside the key, before the first cut: who has this paper depends on no page."""
    filas = tuple((programa, renglon) for programa, orden in ordenes(publica).items() for renglon in orden.split("\n"))
    columnas = (ColumnaDeCuadro("Programa", 0.7), ColumnaDeCuadro("En la carpeta de un corte", 4.9))
    return Cuadro("Cómo comprobar la firma de un corte", columnas, filas, tamano=7.0)


def _de_archivos(software: Software) -> Cuadro:
    columnas = (ColumnaDeCuadro("Archivo", 4), ColumnaDeCuadro("SHA-256", 4.6))
    return Cuadro(f"Anexo. Archivos del programa ({len(software.archivos)})", columnas, software.archivos, tamano=6.5)
