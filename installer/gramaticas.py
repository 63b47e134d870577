"""Every grammar that the pages of docs/formatos tell: its model, its title, and which file it is."""

from dataclasses import dataclass

from pydantic import BaseModel

from central.autoridad import guardada
from central.autoridad.guardada import AutoridadGuardada
from central.casilla.recepcion import JSON_MAX
from central.catalogo import perfil_toml
from central.catalogo.gramatica import PerfilToml
from central.ciudad import gramatica as ciudad
from central.ciudad.gramatica import CiudadToml
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
from central.telefono.alta import ALTA_MAX, AltaDeTelefono
from central.telefono.envio import DATOS_MAX, Envio, EnvioFirmado, Sobre
from prep.net import identificacion, kit
from prep.net.identificacion import IdentificacionDeLugar
from prep.net.kit import KitDeLugar
from prep.services.estacion import ficha
from prep.services.estacion.ficha import Ficha


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
        "ciudad", "Una ciudad entera", CiudadToml, "TOML", ciudad.TAMANO_MAX,
        "El archivo que se da a `prep centro crear`; los que nombra se buscan junto a él. Uno completo: "
        "[ciudad.toml](../../resources/ciudad/ciudad.toml).",
    ),
    Formato(
        "envio", "El envío de un teléfono", Envio, "JSON", JSON_MAX,
        "El archivo `.json` que va junto a cada imagen, en la carpeta de envíos, en un simulacro sin teléfonos dados "
        "de alta. Un ejemplo y lo demás que debe cumplir: [contrato de PREP Casilla](../contrato-casilla.md).",
    ),
    Formato(
        "sobre", "El envío firmado de un teléfono", Sobre, "JSON", JSON_MAX,
        "El archivo `.json` que va junto a cada imagen, en la carpeta de envíos: lo deja `prep casilla servir`.",
    ),
    Formato(
        "envio-firmado", "Lo que firma un teléfono", EnvioFirmado, "JSON", DATOS_MAX,
        "Lo que lleva en base64 [el envío firmado](sobre.md), y por HTTP el encabezado `X-Prep-Datos`.",
    ),
    Formato(
        "alta-de-telefono", "El alta de un teléfono", AltaDeTelefono, "JSON", ALTA_MAX,
        "Lo que recibe `POST /v1/altas` y queda en `recados/` para el centro: "
        "[contrato de PREP Casilla](../contrato-casilla.md).",
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
        "identificacion", "La identificación de un lugar", IdentificacionDeLugar, "JSON", identificacion.TAMANO_MAX,
        "`identificacion.json` en la carpeta de datos del centro, de un nodo o de una estación, sólo para su dueño. "
        "La escribe `prep autoridad expedir`.",
    ),
    Formato(
        "kit", "El kit de un nodo o de una estación", KitDeLugar, "JSON", kit.TAMANO_MAX,
        "Lo que va dentro de cada `.kit` de `prep kits`, que es un archivo de *age* cerrado con una frase: lo abre "
        "`prep unir`, y también `age -d`.",
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
