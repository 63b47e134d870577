"""An incident, from whatever window: of the kind, the words and the place that its sheet said (R-34)."""

from prep.domain.hechos.hechos import Tipo
from prep.domain.reglas.incidentes import CLASE_DE
from prep.ui.rotulos import breve
from tests.faults.desliz.firmas.delante import Delante
from tests.faults.desliz.firmas.puesto import Firmado, en_pregunta
from tests.faults.desliz.gestos import Gesto
from tests.store import ejemplos

SI, NO = "Registrar  Enter", "No  Esc"
ACTAS = ejemplos.catalogo().actas


def es_incidente(firmado: Firmado) -> bool:
    return firmado.tipo == Tipo.INCIDENCIA and firmado.cuerpo["codigo"] in CLASE_DE


def juzgar_incidente(firmado: Firmado, antes: Delante, gesto: Gesto) -> str:
    """Enter keeps it from anywhere but its «No»; the space bar, from its button alone."""
    clase = CLASE_DE[firmado.cuerpo["codigo"]]
    dichos = dict(campo.partition("=")[::2] for campo in antes.campos)
    if antes.foco == NO or (gesto.texto in ("espacio", " ") and antes.foco != SI):
        return f"con «{gesto.texto}» y el foco en «{antes.foco}»"
    if f"{clase.tecla}   {clase.nombre}" not in dichos.values():
        return f"de clase {clase.nombre}, y estaba elegida otra"
    texto, lugar = (" ".join(dichos.get(f"QLineEdit {c}", "").split()) for c in ("¿Qué pasó?", "¿Dónde?"))
    donde = breve(ACTAS[firmado.acta]) if firmado.acta else firmado.cuerpo["lugar"]
    if firmado.cuerpo["texto"] != (texto or clase.nombre) or donde != lugar.removesuffix(" GUB"):
        return f"dice {firmado.cuerpo['texto']} en {donde}, y se escribió {texto} en {lugar}"
    return en_pregunta(antes, gesto, "Incidente")
