"""What can be done in the closing of the CATD, for the table of actions."""

from prep.ui.acciones import Accion, registrar

PANTALLA = "empaque"

registrar(
    [
        Accion("empaque.cerrar", PANTALLA, "Firmar el cierre", "F2", "Firmar el cierre del CATD, la primera firma",
               "Firma las cuentas como están, con la razón de cada diferencia. Falta después la firma de otra persona.",
               "empaque.cerrar"),
        Accion("empaque.conformar", PANTALLA, "Segunda firma", "Ctrl+F2", "Dar la segunda firma del cierre",
               "Otra persona, de la mesa o de la coordinación, firma las mismas cuentas: queda cerrado.",
               "empaque.conformar"),
        Accion("empaque.papel", PANTALLA, "Acta en PDF", "Ctrl+P", "Hacer el acta de cierre en PDF",
               "Hace el acta: cuentas, diferencias, relación de sobres por caja, constancia y lugar para dos firmas.",
               "empaque.ver"),
        Accion("empaque.reabrir", PANTALLA, "Reabrir", "F11", "Reabrir el CATD, con su motivo",
               "Quita el cierre, con su motivo y su firma, mientras el centro no cierre.", "empaque.reabrir"),
    ]
)  # fmt: skip
