"""The label that is stuck on an acta at its acopio: a QR code with key and check, and the same in print (R-11)."""

from functools import lru_cache

from PIL import Image
from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

from prep.documents.estilo import NEGRITA
from prep.domain.catalogo.catalogo import Acta
from prep.domain.catalogo.etiqueta import texto_etiqueta
from prep.domain.catalogo.plano import ETIQUETA
from simulacro.papel.dibujo.prensa import Prensa
from simulacro.pueblo.azar import Azar

MODULO = 6  # pixels of the sheet, so 1 mm on paper: read also from a phone's photograph
SILENCIO = 4  # blank modules around the code
ANCHO, ALTO = 452, 236
BLANCO, TINTA, BORDE = 252, 20, 190
GIRO_MAX, CORRE_X, CORRE_Y = 4.0, 8, 6  # degrees; pixels away from the middle of its place


@lru_cache(maxsize=256)
def modulos(texto: str) -> tuple[tuple[bool, ...], ...]:
    """The dark modules of the QR code of `texto`, error correction M, without its blank border."""
    codigo = QRCode(None, QRErrorCorrectLevel.M)
    codigo.addData(QR8bitByte(texto))
    codigo.make()
    return tuple(tuple(map(bool, fila)) for fila in codigo.modules)


def etiqueta(proceso: str, acta: Acta) -> Image.Image:
    """The label of `acta`, straight."""
    texto = texto_etiqueta(proceso, acta.clave)
    puntos = modulos(texto)
    lado = len(puntos)
    lienzo = Image.new("L", (ANCHO, ALTO), BLANCO)
    codigo = Image.new("L", (lado, lado))
    codigo.putdata([TINTA if oscuro else BLANCO for fila in puntos for oscuro in fila])
    modulo = min(MODULO, ALTO // (lado + 2 * SILENCIO - 4))
    borde = (ALTO - lado * modulo) // 2
    lienzo.paste(codigo.resize((lado * modulo, lado * modulo), Image.Resampling.NEAREST), (borde, borde))
    prensa = Prensa(lienzo)
    x = borde + lado * modulo + SILENCIO * modulo
    prensa.marco((0, 0, ANCHO, ALTO), BORDE, grueso=1)
    renglones = (
        (proceso, 20),
        (f"{acta.eleccion} {acta.territorio}", 26),
        (f"Sección {acta.seccion}", 28),
        (f"{acta.tipo}{acta.numero} ext. {acta.extension}", 28),
        (f"{acta.codigo}  #{acta.ordinal}", 26),
        (f"Verificador {texto[-1]}", 24),
    )
    for i, (renglon, tamano) in enumerate(renglones):
        prensa.texto(renglon, (x, 14 + i * 35, ANCHO - 10, 46 + i * 35), tamano, NEGRITA)
    return lienzo


def pegar(hoja: Image.Image, proceso: str, acta: Acta, azar: Azar) -> None:
    """Sticks the label of `acta` in its place on `hoja`, as people do: neither straight nor in the middle."""
    recta = etiqueta(proceso, acta)
    giro = azar.cerca(0, GIRO_MAX)
    girada = recta.rotate(giro, Image.Resampling.BICUBIC, expand=True, fillcolor=BLANCO)
    mascara = Image.new("L", recta.size, 255).rotate(giro, Image.Resampling.BICUBIC, expand=True)
    x0, y0, x1, y1 = ETIQUETA
    x = (x0 + x1 - girada.width) // 2 + azar.entero(-CORRE_X, CORRE_X)
    y = (y0 + y1 - girada.height) // 2 + azar.entero(-CORRE_Y, CORRE_Y)
    hoja.paste(girada, (x, y), mascara)
