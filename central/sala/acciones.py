"""What can be done from the keyboard in the control room."""

from typing import Final

from prep.ui.acciones import LIBRE, Accion, de_destino, registrar

PANTALLA: Final = "sala"

registrar(
    [
        Accion("sala.entrar", "sala", "Entrar", "F2", "Entrar con su clave para dar órdenes",
               "Pide su clave y su contraseña. Para ver no hace falta; para ordenar, sí.", LIBRE),
        Accion("sala.fase", "sala", "Fase", "", "Pasar a la siguiente fase",
               "Dice qué fase sigue y qué hace, y la declara con su acta en PDF.", "sala.fase", destino=True),
        Accion("sala.liberar", "sala", "Liberar", "", "Liberar un trabajo que alguien tiene",
               "Quita un acta a quien la tiene, para que otra persona la tome.", "sala.liberar", destino=True),
        Accion("sala.contingencia", "sala", "Contingencia", "", "Declarar la contingencia de un CATD",
               "El CCV toma la captura de las actas de un CATD que no puede seguir.", "sala.contingencia",
               destino=True),
        Accion("sala.regreso", "sala", "Regreso", "", "Terminar la contingencia de un CATD",
               "El CATD vuelve a tener las actas que faltan.", "sala.regreso", destino=True),
        Accion("sala.conforme", "sala", "Propuestas", "Ctrl+O", "Responder lo que otra persona propuso",
               "Dice quién propuso qué, por qué y qué cambia. Con su conforme se cumple; también se rechaza.",
               "sala.conforme"),
        Accion("sala.atender", "sala", "Atender alarma", "Ctrl+F2", "Atender una alarma",
               "Marca una alarma como atendida y deja dicho qué se hizo.", "sala.atender"),
        Accion("sala.incidentes", "sala", "Incidentes", "F7", "Atender o cerrar un incidente",
               "Muestra lo que la gente pide o reporta: diga que usted lo atiende, o ciérrelo con lo que se hizo.",
               "sala.tomar_incidente"),
        Accion("sala.mensajes", "sala", "Mensajes", "Ctrl+M", "Escribir a un CATD o a una estación, y contestar",
               "Muestra lo que se escribió y quién lo sabe. Se escribe a todos, a un CATD o a una estación.",
               "sala.escribir"),
        Accion("sala.apertura", "sala", "Hora de apertura", "", "Proponer desde qué hora cuenta el periodo",
               "Propone la hora de apertura, con su motivo. Lo recibido antes de ella sale en revisión.",
               "sala.apertura", destino=True),
        Accion("sala.retenidas", "sala", "Retenidas", "", "Proponer que salga lo que se retuvo por su hora",
               "Muestra lo que el último corte retuvo y por qué. Lo que espera sólo por su hora se puede liberar.",
               "sala.retenidas", destino=True),
        Accion("sala.detalle", "sala", "Ver un centro", "F6", "Ver todo lo que se sabe de un centro",
               "Dice con palabras todo lo del centro señalado. Se señala con las flechas; Enter hace lo mismo.", LIBRE),
        Accion("sala.publicacion", "sala", "Publicación", "Alt+P", "Ver cómo va la publicación",
               "Dice qué cortes salieron a tiempo, cuáles no y por qué, y qué corte tiene cada destino.", LIBRE),
        Accion("sala.noche", "sala", "La noche", "Alt+N", "Ver cómo va la noche y cuándo acabará",
               "Dibuja lo recibido y lo registrado contra otra noche, y dice cuándo estará y qué la detiene.", LIBRE),
        Accion("sala.miradas", "sala", "Segunda mirada", "Alt+S", "Ver qué halló la segunda mirada",
               "Dice cuántas actas publicadas conviene ver de nuevo, dónde esperan y qué se halló.", LIBRE),
        Accion("sala.timbre", "sala", "Callar", "Alt+T", "Callar el timbre diez minutos",
               "Suena cuando algo nuevo espera a alguien, y cada tres minutos mientras nadie lo atienda. Lo nuevo"
               " suena siempre.", LIBRE),
        Accion("sala.acta", "sala", "Ver un acta", "F3", "Ver todo lo que se sabe de un acta",
               "Dice quién la tiene, sus hechos, sus avisos y qué sigue. Se pide como «123 C2 ALC».", LIBRE),
        Accion("sala.juntos", "sala", "Dos centros", "Ctrl+F6", "Ver el centro señalado junto al que se vio antes",
               "Pone lado a lado el centro señalado y el último que se vio con F6, renglón por renglón.", LIBRE),
        Accion("sala.buscar", "sala", "Buscar", "Ctrl+K", "Buscar un acta, una persona, una estación o una alarma",
               "Un acta, una persona, una estación, una alarma o un CATD: dónde está, qué fue lo último y cuándo.",
               LIBRE),
        de_destino("sala", "Ordenar"),
    ]
)  # fmt: skip
