"""`make formatos`: writes docs/formatos from the grammars: page and JSON Schema of each file, read or published."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from central.autoridad import guardada
from central.autoridad.guardada import AutoridadGuardada
from central.casilla.envio import Envio
from central.casilla.recepcion import JSON_MAX
from central.catalogo import perfil_toml
from central.catalogo.gramatica import PerfilToml
from central.difusion import ajustes as difusion
from central.difusion.ajustes import CredencialToml, PublicacionToml
from central.nodo import claves
from central.nodo.claves import ClavesDeRoles
from central.publico import aspecto
from central.publico.aspecto import AspectoToml
from central.publico.formatos import (
    ACTUAL_MAX,
    FRAGMENTO_MAX,
    INDICE_MAX,
    ActasPublicas,
    ActualPublico,
    EstadisticaPublica,
    IndicePublico,
    PaginasPublicas,
    ResumenPublico,
    TerritorioPublico,
    TestigosPublicos,
    ejemplo_de,
)
from central.sitios import paquete
from central.sitios.paquete import PaqueteDeAlta
from prep.net import identificacion
from prep.net.identificacion import Identificacion
from prep.services.estacion import ficha
from prep.services.estacion.ficha import Ficha

RAIZ = Path(__file__).resolve().parents[1]
CARPETA = RAIZ / "docs" / "formatos"
DIALECTO = "https://json-schema.org/draft/2020-12/schema"
Esquema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Formato:
    """`nombre`: of its page and schema; `donde`: which file it is, in Spanish; `maximo`: its size in bytes.

    `ejemplo`: a file that the page shows; those that we publish have one.
    """

    nombre: str
    titulo: str
    modelo: type[BaseModel]
    texto: str
    maximo: int
    donde: str
    ejemplo: str = ""


FORMATOS = (
    Formato(
        "perfil", "El perfil de una entidad", PerfilToml, "TOML", perfil_toml.TAMANO_MAX,
        "`resources/entidades/*.toml`, o el archivo que se da con `--perfil`. Uno completo: "
        "[cdmx-2024.toml](../../resources/entidades/cdmx-2024.toml).",
    ),
    Formato(
        "envio", "El envío de un teléfono", Envio, "JSON", JSON_MAX,
        "El archivo `.json` que va junto a cada imagen, en la carpeta de envíos. Un ejemplo y lo demás que debe "
        "cumplir: [contrato de PREP Casilla](../contrato-casilla.md).",
    ),
    Formato(
        "paquete", "El paquete de alta de un nodo", PaqueteDeAlta, "JSON", paquete.TAMANO_MAX,
        "Lo escribe `prep sitio alta` y se da a `prep nodo` con `--alta`; queda en `alta.json` de la carpeta del "
        "nodo.",
    ),
    Formato(
        "ficha", "La ficha de una estación", Ficha, "JSON", ficha.TAMANO_MAX,
        "`ficha.json` en la carpeta de datos de la estación. La escribe `prep estacion ficha`, o la estación misma "
        "su primer día.",
    ),
    Formato(
        "autoridad", "La autoridad de un proceso", AutoridadGuardada, "JSON", guardada.TAMANO_MAX,
        "`autoridad.json` en la carpeta de la autoridad, fuera de la red y sólo para su dueño. La escribe "
        "`prep autoridad`; no se escribe a mano: se recupera de su respaldo.",
    ),
    Formato(
        "identificacion", "La identificación de un lugar", Identificacion, "JSON", identificacion.TAMANO_MAX,
        "`identificacion.json` en la carpeta de datos del centro, de un nodo o de una estación, sólo para su dueño. "
        "La escribe `prep autoridad expedir`.",
    ),
    Formato(
        "claves", "Las contraseñas de un nodo", ClavesDeRoles, "JSON", claves.TAMANO_MAX,
        "`claves.json` en la carpeta de datos del nodo, sólo para su dueño. No se escribe a mano: se recupera de su "
        "respaldo.",
    ),
    Formato(
        "publicacion", "A dónde y cuándo se publica", PublicacionToml, "TOML", difusion.TAMANO_MAX,
        "`publicacion.toml` en la carpeta del centro, o el archivo que se da con `--ajustes`. Se puede cambiar con el "
        "publicador en marcha: sólo empiezan de nuevo los destinos que cambiaron. Qué hace cada uno: "
        "[mando.md](../mando.md).",
    ),
    Formato(
        "credencial", "La credencial de un almacén de objetos", CredencialToml, "TOML", difusion.TAMANO_MAX,
        "El archivo que nombra `credencial` en [publicacion.toml](publicacion.md), dicho desde la carpeta de éste.",
    ),
    Formato(
        "aspecto", "El aspecto del sitio de una entidad", AspectoToml, "TOML", aspecto.TAMANO_MAX,
        "Uno por entidad y año, en la carpeta de éste: "
        "[cdmx-2024.toml](../../resources/publico/entidades/cdmx-2024.toml). "
        "Sin él, el sitio dice los nombres como el catálogo y pone las losetas del mapa en orden.",
    ),
    Formato(
        "actual", "El corte que está puesto", ActualPublico, "JSON", ACTUAL_MAX,
        "`actual.json`, en la raíz del sitio. Todo lo demás se llama como su SHA-256 y no cambia: se guarda para "
        "siempre. Cómo se llega de aquí a un acta: [los archivos de un corte](../publicacion.md).",
        ejemplo_de("actual"),
    ),
    Formato(
        "testigos", "Lo que firmaron los testigos", TestigosPublicos, "JSON", FRAGMENTO_MAX,
        "`bitacora/testigos.json`, en la raíz del sitio. `bitacora/checkpoint` es la cabeza de este corte con las "
        "firmas que ya tiene. Qué prueba y cómo se es testigo: [para quien audita](../auditores.md).",
        ejemplo_de("testigos"),
    ),
    Formato(
        "indice", "El índice de un corte", IndicePublico, "JSON", INDICE_MAX,
        "`d/NOMBRE.json`; su nombre está en `actual.json`, y su SHA-256 completo en el manifiesto firmado del corte: "
        "así cada archivo del sitio queda bajo la firma.",
        ejemplo_de("indice"),
    ),
    Formato(
        "paginas", "Las páginas de un corte", PaginasPublicas, "JSON", INDICE_MAX,
        "`d/NOMBRE.json`; su nombre está en el índice, en `paginas`. Las páginas se llaman siempre igual: aquí está "
        "cuáles fueron las de este corte.",
        ejemplo_de("paginas"),
    ),
    Formato(
        "resumen", "El resumen de un corte", ResumenPublico, "JSON", FRAGMENTO_MAX,
        "`d/NOMBRE.json`; su nombre está en `actual.json` y en el índice.",
        ejemplo_de("resumen"),
    ),
    Formato(
        "estadistica", "La estadística de las actas", EstadisticaPublica, "JSON", FRAGMENTO_MAX,
        "`d/NOMBRE.json`; su nombre está en el índice, en `estadistica`.",
        ejemplo_de("estadistica"),
    ),
    Formato(
        "territorio", "Un distrito o una alcaldía, por sección", TerritorioPublico, "JSON", FRAGMENTO_MAX,
        "`d/NOMBRE.json`; su nombre está en el índice, en `territorios`.",
        ejemplo_de("territorio"),
    ),
    Formato(
        "actas", "Las actas de dieciséis secciones", ActasPublicas, "JSON", FRAGMENTO_MAX,
        "`d/NOMBRE.json`; su nombre está en el índice, en `tramos` o en `sin_seccion`. Las columnas son las del "
        "archivo de resultados, con sus nombres, sin las cuatro primeras. Una cifra es un número, `ILEGIBLE`, "
        "`SIN DATO`, `SIN ACTA`, `N/A` (esa acta no lleva ese dato) o `-` (todavía no se registra, o ahí no compite): "
        "nunca 0 en lugar de lo que no se sabe (R-12).",
        ejemplo_de("actas"),
    ),
)  # fmt: skip


class _Generador(GenerateJsonSchema):
    """Without what is not in Spanish: the titles that pydantic makes up and the docstrings of enumerations."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        hecho = super().enum_schema(schema)
        return {clave: valor for clave, valor in hecho.items() if clave not in ("title", "description")}


def esquema_de(formato: Formato) -> Esquema:
    """Its JSON Schema, with the words of its model's fields."""
    hecho = formato.modelo.model_json_schema(schema_generator=_Generador)
    for tabla in (hecho, *hecho.get("$defs", {}).values()):
        tabla.pop("title", None)
    cabeza = {"$schema": DIALECTO, "title": formato.titulo, "description": getattr(formato.modelo, "QUE", "")}
    return {**cabeza, **{clave: valor for clave, valor in hecho.items() if clave not in cabeza}}


def pagina_de(formato: Formato) -> str:
    """The page that documents it."""
    esquema = esquema_de(formato)
    toml = formato.texto == "TOML"
    partes = [
        f"# {formato.titulo}",
        f"Esta página se hace con `make formatos` de `{formato.modelo.__module__.replace('.', '/')}.py`: no se corrige "
        f"aquí. El mismo formato, para un programa: [{formato.nombre}.schema.json]({formato.nombre}.schema.json). "
        "Los números de regla son de [reglas.md](../reglas.md).",
        formato.donde,
        f"{formato.texto} en UTF-8, hasta {formato.maximo:,} bytes. Lo que falta, lo que sobra o no es de su tipo lo "
        "rechaza, y se dice todo a la vez, cada cosa con su lugar"
        + (" y su línea: `perfil.toml:41:centros.catd[3].id: falta`" if toml else ": `acta.seccion: falta`")
        + ". Los elementos de una lista se cuentan desde 1.",
        *_secciones(esquema),
        *([f"## Un ejemplo\n```json\n{formato.ejemplo.strip()}\n```"] if formato.ejemplo else ()),
    ]
    return "\n\n".join(partes) + "\n"


def _secciones(esquema: Esquema) -> Iterator[str]:
    """Each table where it is first met, what is below it right after."""
    vistas: set[str] = set()
    pila: list[tuple[str, Esquema]] = [("El archivo", esquema)]
    while pila:
        titulo, tabla = pila.pop(0)
        yield f"## {titulo}\n{tabla['description']}"
        yield "\n".join(_filas(tabla, esquema))
        debajo = []
        for clave, campo in tabla.get("properties", {}).items():
            nuevas = [(d, sufijo) for d, sufijo in _tablas(campo, esquema) if d not in vistas]
            for n, (definicion, sufijo) in enumerate(nuevas, 1):
                vistas.add(definicion)
                camino = f"{titulo.strip('`')}.{clave}{sufijo}" if tabla is not esquema else f"{clave}{sufijo}"
                forma = f", forma {n} de {len(nuevas)}" if len(nuevas) > 1 else ""
                debajo.append((f"`{camino}`{forma}", esquema["$defs"][definicion]))
        pila = [*debajo, *pila]


def _filas(tabla: Esquema, esquema: Esquema) -> Iterator[str]:
    yield "| Clave | Lleva | Si falta | Qué es |"
    yield "|---|---|---|---|"
    if "properties" not in tabla:
        yield f"| *(cualquiera)* | {_lleva(tabla['additionalProperties'], esquema)} | | |"
    for clave, campo in tabla.get("properties", {}).items():
        falta = "error" if clave in tabla.get("required", ()) else _dato(campo.get("default"))
        yield f"| `{clave}` | {_lleva(campo, esquema)} | {falta} | {campo['description']} |"


def _tablas(campo: Esquema, esquema: Esquema) -> Iterator[tuple[str, str]]:
    """The tables inside a field: the name of each, and `[]` or `.*` when there are several."""
    if "$ref" in campo:
        nombre = str(campo["$ref"]).removeprefix("#/$defs/")
        if "properties" in esquema["$defs"][nombre]:
            yield nombre, ""
    for opcion in (*campo.get("anyOf", ()), *campo.get("oneOf", ())):
        yield from _tablas(opcion, esquema)
    if "items" in campo:
        yield from ((nombre, f"[]{sufijo}") for nombre, sufijo in _tablas(campo["items"], esquema))
    if isinstance(cada := campo.get("additionalProperties"), dict):
        yield from ((nombre, f".*{sufijo}") for nombre, sufijo in _tablas(cada, esquema))


def _lleva(campo: Esquema, esquema: Esquema) -> str:
    """What a field takes, in a few words."""
    if "$ref" in campo:
        apuntado = esquema["$defs"][str(campo["$ref"]).removeprefix("#/$defs/")]
        return "tabla" if "properties" in apuntado else _lleva(apuntado, esquema)
    if opciones := (*campo.get("anyOf", ()), *campo.get("oneOf", ())):
        return " o ".join(dict.fromkeys(_lleva(o, esquema) for o in opciones))
    if "const" in campo:
        return _dato(campo["const"])
    if "enum" in campo:
        return " · ".join(_dato(valor) for valor in campo["enum"])
    tipo = campo["type"]
    if tipo == "array":
        distintos = ", sin repetir" if campo.get("uniqueItems") else ""
        cuantos = _entre(campo, "minItems", "maxItems")
        cada = _lleva(campo["items"], esquema)
        return f"tablas{cuantos}" if cada == "tabla" else f"lista{cuantos}: cada uno, {cada}{distintos}"
    if tipo == "object":
        return f"tabla: de cada clave, {_lleva(campo['additionalProperties'], esquema)}"
    if tipo == "string":
        patron = f" `{campo['pattern'].strip('^()$')}`" if "pattern" in campo else ""
        que = "UUID" if "format" in campo else "texto"
        return f"{que}{_entre(campo, 'minLength', 'maxLength', ' caracteres')}{patron}"
    if tipo in ("integer", "number"):
        return ("entero" if tipo == "integer" else "número") + _entre(campo, "minimum", "maximum")
    return {"boolean": "`true` o `false`", "null": "`null`"}[tipo]


def _entre(campo: Esquema, menor: str, mayor: str, que: str = "") -> str:
    if menor in campo and mayor in campo:
        return f" de {campo[menor]:,} a {campo[mayor]:,}{que}"
    if menor in campo:
        return f" de {campo[menor]:,} o más{que}"
    return f" de hasta {campo[mayor]:,}{que}" if mayor in campo else ""


def _dato(valor: object) -> str:
    return "" if valor == [] else f"`{json.dumps(valor, ensure_ascii=False)}`"


def archivos() -> dict[str, str]:
    """Every file of docs/formatos, by its name."""
    hechos = {}
    for formato in FORMATOS:
        hechos[f"{formato.nombre}.md"] = pagina_de(formato)
        hechos[f"{formato.nombre}.schema.json"] = json.dumps(esquema_de(formato), ensure_ascii=False, indent=1) + "\n"
    return hechos


def principal(destino: Path = CARPETA) -> int:
    destino.mkdir(parents=True, exist_ok=True)
    for nombre, texto in archivos().items():
        (destino / nombre).write_text(texto, encoding="utf-8")
        print(nombre)
    return 0


if __name__ == "__main__":
    sys.exit(principal(*map(Path, sys.argv[1:2])))
