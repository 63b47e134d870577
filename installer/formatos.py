"""`make formatos`: writes docs/formatos from the grammars: page and JSON Schema of each file, read or published."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from installer.gramaticas import FORMATOS, Formato

RAIZ = Path(__file__).resolve().parents[1]
CARPETA = RAIZ / "docs" / "formatos"
DIALECTO = "https://json-schema.org/draft/2020-12/schema"
Esquema = dict[str, Any]


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
