"""What can be done in the acopio screen, for the table of actions."""

from prep.ui.acciones import SESION, Accion, de_destino, registrar

PANTALLA = "acopio"
ACTAS = 5  # of one casilla; a special one has four

registrar(
    [
        Accion("acopio.recibir", PANTALLA, "Recibir", "F2", "Recibir lo que se leyó o se escribió",
               "Recibe lo leído o escrito; es lo mismo que Enter.", "acopio.recibir"),
        Accion("acopio.dat", PANTALLA, "DAT", "Alt+D", "Mecanismo de traslado: DAT",
               "Lo que reciba desde ahora llegó por DAT.", "acopio.recibir"),
        Accion("acopio.fijo", PANTALLA, "CRyT fijo", "Alt+F", "Mecanismo de traslado: CRyT fijo",
               "Lo que reciba desde ahora llegó por CRyT fijo.", "acopio.recibir"),
        Accion("acopio.itinerante", PANTALLA, "CRyT itinerante", "Alt+I", "Mecanismo de traslado: CRyT itinerante",
               "Lo que reciba desde ahora llegó por CRyT itinerante.", "acopio.recibir"),
        Accion("acopio.directo", PANTALLA, "Directo", "Alt+R", "Sin mecanismo de traslado: directo",
               "Lo que reciba desde ahora lo trajo directamente quien preside la casilla.", "acopio.recibir"),
        Accion("acopio.alcance", PANTALLA, "Casilla/acta", "Alt+C",
               "Cambiar entre recibir la casilla completa o sólo el acta leída",
               "Con una lectura recibe todas las actas de la casilla, o sólo la de la etiqueta.", "acopio.recibir"),
        Accion("acopio.faltan", PANTALLA, "Faltan", "F5", "Ver lo que falta, por sección",
               "Muestra las actas que faltan. Escriba una sección para ver sólo las suyas.", SESION),
        Accion("acopio.ultimo", PANTALLA, "Lo último", "F6", "Ver lo último que se recibió",
               "Muestra lo que se ha recibido y declarado, lo último primero.", SESION),
        Accion("acopio.sin_acta", PANTALLA, "Sin acta", "", "Declarar actas SIN ACTA",
               "Abre la lista de lo que falta para marcar cuáles se declaran SIN ACTA, y por qué.", "acopio.declarar",
               destino=True),
        Accion("acopio.anular", PANTALLA, "Anular", "", "Anular lo que está elegido en la lista de lo último",
               "Anula una recepción o una declaración, con motivo. El acta vuelve a esperarse.", "acopio.anular",
               destino=True),
        de_destino(PANTALLA, "Sin acta o anular"),
        Accion("acopio.acuse", PANTALLA, "Acuse", "Ctrl+R", "Hacer el acuse de recibo en PDF",
               "Hace el acuse de recibo de lo que se recibió, lo muestra y lo imprime.", SESION),
        Accion("acopio.papeles", PANTALLA, "Etiquetas", "Ctrl+L", "Hacer las etiquetas y carátulas en PDF",
               "Hace las etiquetas y las carátulas de todo el CATD, o las de la casilla que está a la vista.", SESION),
        Accion("acopio.imprimir", PANTALLA, "Imprimir", "Ctrl+P", "Imprimir lo que se hizo al último",
               "Vuelve a mostrar el acuse o las etiquetas que se hicieron al último, para imprimirlos.", SESION),
        *(
            Accion(f"acopio.acta{n}", PANTALLA, f"Acta {n}", f"Alt+{n}", f"Recibir el acta {n} de la casilla",
                   f"Recibe el acta {n} de la casilla que está en la pantalla.", "acopio.recibir")
            for n in range(1, ACTAS + 1)
        ),
        Accion("acopio.marcar", PANTALLA, "Marcar todas", "Ctrl+A", "Marcar todas las que se ven",
               "En la lista de SIN ACTA, marca todas las que se ven. Con espacio, una.", "acopio.declarar"),
        Accion("acopio.desmarcar", PANTALLA, "Desmarcar todas", "Ctrl+D", "Desmarcar todas",
               "En la lista de SIN ACTA, desmarca todas.", "acopio.declarar"),
        Accion("acopio.declarar", PANTALLA, "Declarar las marcadas", "Ctrl+Return", "Declarar SIN ACTA las marcadas",
               "Declara SIN ACTA las marcadas, después de preguntar.", "acopio.declarar"),
        Accion("acopio.volver", PANTALLA, "Volver a recibir", "Esc", "Volver al campo de lectura",
               "Deja lo que tenía abierto y vuelve al campo de lectura.", SESION),
    ]
)  # fmt: skip
