<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_MX" sourcelanguage="es_MX">
  <context>
    <name>Acciones</name>
    <message>
      <source>Abre el acta que tiene en la mano: lea su código o escríbalo.</source>
      <translation>Abre el acta que tiene en la mano: lea su código o escríbalo.</translation>
    </message>
    <message>
      <source>Abre el caso que más ha esperado de los que usted puede decidir.</source>
      <translation>Abre el caso que más ha esperado de los que usted puede decidir.</translation>
    </message>
    <message>
      <source>Abre la lista de lo que falta para marcar cuáles se declaran SIN ACTA, y por qué.</source>
      <translation>Abre la lista de lo que falta para marcar cuáles se declaran SIN ACTA, y por qué.</translation>
    </message>
    <message>
      <source>Abrir el caso que más ha esperado</source>
      <translation>Abrir el caso que más ha esperado</translation>
    </message>
    <message>
      <source>Abrir por su código el acta en la mano</source>
      <translation>Abrir por su código el acta en la mano</translation>
    </message>
    <message>
      <source>Acepta la página como está, aunque algo se haya preguntado.</source>
      <translation>Acepta la página como está, aunque algo se haya preguntado.</translation>
    </message>
    <message>
      <source>Acepta las cifras elegidas. Si dos personas ya coinciden en todo, basta esta tecla.</source>
      <translation>Acepta las cifras elegidas. Si dos personas ya coinciden en todo, basta esta tecla.</translation>
    </message>
    <message>
      <source>Aceptar</source>
      <translation>Aceptar</translation>
    </message>
    <message>
      <source>Aceptar la página que está a la vista</source>
      <translation>Aceptar la página que está a la vista</translation>
    </message>
    <message>
      <source>Aceptar las cifras elegidas</source>
      <translation>Aceptar las cifras elegidas</translation>
    </message>
    <message>
      <source>Acerca la imagen; otra vez, más; otra, la vuelve a mostrar completa.</source>
      <translation>Acerca la imagen; otra vez, más; otra, la vuelve a mostrar completa.</translation>
    </message>
    <message>
      <source>Acercar</source>
      <translation>Acercar</translation>
    </message>
    <message>
      <source>Acercar o alejar la imagen</source>
      <translation>Acercar o alejar la imagen</translation>
    </message>
    <message>
      <source>Achica la letra, hasta el tamaño normal.</source>
      <translation>Achica la letra, hasta el tamaño normal.</translation>
    </message>
    <message>
      <source>Achicar la letra</source>
      <translation>Achicar la letra</translation>
    </message>
    <message>
      <source>Acta 1</source>
      <translation>Acta 1</translation>
    </message>
    <message>
      <source>Acta 2</source>
      <translation>Acta 2</translation>
    </message>
    <message>
      <source>Acta 3</source>
      <translation>Acta 3</translation>
    </message>
    <message>
      <source>Acta 4</source>
      <translation>Acta 4</translation>
    </message>
    <message>
      <source>Acta 5</source>
      <translation>Acta 5</translation>
    </message>
    <message>
      <source>Acta en la mano</source>
      <translation>Acta en la mano</translation>
    </message>
    <message>
      <source>Acuse</source>
      <translation>Acuse</translation>
    </message>
    <message>
      <source>Agranda la letra, hasta el doble.</source>
      <translation>Agranda la letra, hasta el doble.</translation>
    </message>
    <message>
      <source>Agrandar la letra</source>
      <translation>Agrandar la letra</translation>
    </message>
    <message>
      <source>Al terminar esta acta no llega otra, hasta que vuelva a oprimirla.</source>
      <translation>Al terminar esta acta no llega otra, hasta que vuelva a oprimirla.</translation>
    </message>
    <message>
      <source>Anula una recepción o una declaración, con motivo. El acta vuelve a esperarse.</source>
      <translation>Anula una recepción o una declaración, con motivo. El acta vuelve a esperarse.</translation>
    </message>
    <message>
      <source>Anular</source>
      <translation>Anular</translation>
    </message>
    <message>
      <source>Anular lo que está elegido en la lista de lo último</source>
      <translation>Anular lo que está elegido en la lista de lo último</translation>
    </message>
    <message>
      <source>Atender alarma</source>
      <translation>Atender alarma</translation>
    </message>
    <message>
      <source>Atender una alarma</source>
      <translation>Atender una alarma</translation>
    </message>
    <message>
      <source>Ayuda</source>
      <translation>Ayuda</translation>
    </message>
    <message>
      <source>Bloquear</source>
      <translation>Bloquear</translation>
    </message>
    <message>
      <source>Bloquear la estación</source>
      <translation>Bloquear la estación</translation>
    </message>
    <message>
      <source>Busca en la bandeja por sección o casilla.</source>
      <translation>Busca en la bandeja por sección o casilla.</translation>
    </message>
    <message>
      <source>Buscar</source>
      <translation>Buscar</translation>
    </message>
    <message>
      <source>Buscar en la bandeja</source>
      <translation>Buscar en la bandeja</translation>
    </message>
    <message>
      <source>CRyT fijo</source>
      <translation>CRyT fijo</translation>
    </message>
    <message>
      <source>CRyT itinerante</source>
      <translation>CRyT itinerante</translation>
    </message>
    <message>
      <source>Cambia el tipo de documento: acta PREP o alguna de sus copias.</source>
      <translation>Cambia el tipo de documento: acta PREP o alguna de sus copias.</translation>
    </message>
    <message>
      <source>Cambia entre todas las imágenes y sólo las que aún no se registran.</source>
      <translation>Cambia entre todas las imágenes y sólo las que aún no se registran.</translation>
    </message>
    <message>
      <source>Cambiar de operador</source>
      <translation>Cambiar de operador</translation>
    </message>
    <message>
      <source>Cambiar el tipo de documento</source>
      <translation>Cambiar el tipo de documento</translation>
    </message>
    <message>
      <source>Cambiar entre recibir la casilla completa o sólo el acta leída</source>
      <translation>Cambiar entre recibir la casilla completa o sólo el acta leída</translation>
    </message>
    <message>
      <source>Carpeta o escáner</source>
      <translation>Carpeta o escáner</translation>
    </message>
    <message>
      <source>Casilla/acta</source>
      <translation>Casilla/acta</translation>
    </message>
    <message>
      <source>Cerrar el programa</source>
      <translation>Cerrar el programa</translation>
    </message>
    <message>
      <source>Cerrar la sesión y cambiar de operador</source>
      <translation>Cerrar la sesión y cambiar de operador</translation>
    </message>
    <message>
      <source>Cierra el programa. Lo guardado se entrega al volver a abrirlo.</source>
      <translation>Cierra el programa. Lo guardado se entrega al volver a abrirlo.</translation>
    </message>
    <message>
      <source>Cierra su sesión. Lo que hizo ya está guardado; lo que tiene a medias se conserva.</source>
      <translation>Cierra su sesión. Lo que hizo ya está guardado; lo que tiene a medias se conserva.</translation>
    </message>
    <message>
      <source>Con una lectura recibe todas las actas de la casilla, o sólo la de la etiqueta.</source>
      <translation>Con una lectura recibe todas las actas de la casilla, o sólo la de la etiqueta.</translation>
    </message>
    <message>
      <source>Contingencia</source>
      <translation>Contingencia</translation>
    </message>
    <message>
      <source>Corregir la identificación del acta</source>
      <translation>Corregir la identificación del acta</translation>
    </message>
    <message>
      <source>DAT</source>
      <translation>DAT</translation>
    </message>
    <message>
      <source>Decir de qué acta es</source>
      <translation>Decir de qué acta es</translation>
    </message>
    <message>
      <source>Decir de qué acta es la página</source>
      <translation>Decir de qué acta es la página</translation>
    </message>
    <message>
      <source>Declara SIN ACTA las marcadas, después de preguntar.</source>
      <translation>Declara SIN ACTA las marcadas, después de preguntar.</translation>
    </message>
    <message>
      <source>Declarar SIN ACTA las marcadas</source>
      <translation>Declarar SIN ACTA las marcadas</translation>
    </message>
    <message>
      <source>Declarar actas SIN ACTA</source>
      <translation>Declarar actas SIN ACTA</translation>
    </message>
    <message>
      <source>Declarar la contingencia de un CATD</source>
      <translation>Declarar la contingencia de un CATD</translation>
    </message>
    <message>
      <source>Declarar las marcadas</source>
      <translation>Declarar las marcadas</translation>
    </message>
    <message>
      <source>Declarar que no hay acta</source>
      <translation>Declarar que no hay acta</translation>
    </message>
    <message>
      <source>Deja el campo de identificación y vuelve a la lista de páginas.</source>
      <translation>Deja el campo de identificación y vuelve a la lista de páginas.</translation>
    </message>
    <message>
      <source>Deja el caso para otra persona y vuelve a la bandeja.</source>
      <translation>Deja el caso para otra persona y vuelve a la bandeja.</translation>
    </message>
    <message>
      <source>Deja lo que tenía abierto y vuelve al campo de lectura.</source>
      <translation>Deja lo que tenía abierto y vuelve al campo de lectura.</translation>
    </message>
    <message>
      <source>Dejar</source>
      <translation>Dejar</translation>
    </message>
    <message>
      <source>Dejar el caso para otra persona y ver la bandeja</source>
      <translation>Dejar el caso para otra persona y ver la bandeja</translation>
    </message>
    <message>
      <source>Descartar la página para escanear su acta de nuevo</source>
      <translation>Descartar la página para escanear su acta de nuevo</translation>
    </message>
    <message>
      <source>Desmarcar todas</source>
      <translation>Desmarcar todas</translation>
    </message>
    <message>
      <source>Devolver</source>
      <translation>Devolver</translation>
    </message>
    <message>
      <source>Devolver el acta para que la capture otra persona</source>
      <translation>Devolver el acta para que la capture otra persona</translation>
    </message>
    <message>
      <source>Devuelve el acta para que la capture otra persona. Se borra lo que llevaba.</source>
      <translation>Devuelve el acta para que la capture otra persona. Se borra lo que llevaba.</translation>
    </message>
    <message>
      <source>Dice con palabras todo lo del centro señalado. Se señala con las flechas; Enter hace lo mismo.</source>
      <translation>Dice con palabras todo lo del centro señalado. Se señala con las flechas; Enter hace lo mismo.</translation>
    </message>
    <message>
      <source>Dice qué fase sigue y qué hace, y la declara con su acta en PDF.</source>
      <translation>Dice qué fase sigue y qué hace, y la declara con su acta en PDF.</translation>
    </message>
    <message>
      <source>El CATD vuelve a tener las actas que faltan.</source>
      <translation>El CATD vuelve a tener las actas que faltan.</translation>
    </message>
    <message>
      <source>El CCV toma la captura de las actas de un CATD que no puede seguir.</source>
      <translation>El CCV toma la captura de las actas de un CATD que no puede seguir.</translation>
    </message>
    <message>
      <source>El más antiguo</source>
      <translation>El más antiguo</translation>
    </message>
    <message>
      <source>Elegir de dónde vienen las páginas</source>
      <translation>Elegir de dónde vienen las páginas</translation>
    </message>
    <message>
      <source>Elige una carpeta vigilada o un escáner de la red con alimentador.</source>
      <translation>Elige una carpeta vigilada o un escáner de la red con alimentador.</translation>
    </message>
    <message>
      <source>En la lista de SIN ACTA, desmarca todas.</source>
      <translation>En la lista de SIN ACTA, desmarca todas.</translation>
    </message>
    <message>
      <source>En la lista de SIN ACTA, marca todas las que se ven. Con espacio, una.</source>
      <translation>En la lista de SIN ACTA, marca todas las que se ven. Con espacio, una.</translation>
    </message>
    <message>
      <source>Entrar</source>
      <translation>Entrar</translation>
    </message>
    <message>
      <source>Entrar con su clave para dar órdenes</source>
      <translation>Entrar con su clave para dar órdenes</translation>
    </message>
    <message>
      <source>Es otra acta</source>
      <translation>Es otra acta</translation>
    </message>
    <message>
      <source>Escanea todas las hojas del alimentador, o toma ya lo que hay en la carpeta.</source>
      <translation>Escanea todas las hojas del alimentador, o toma ya lo que hay en la carpeta.</translation>
    </message>
    <message>
      <source>Escanear</source>
      <translation>Escanear</translation>
    </message>
    <message>
      <source>Escanear de nuevo</source>
      <translation>Escanear de nuevo</translation>
    </message>
    <message>
      <source>Escanear lo que hay en el alimentador</source>
      <translation>Escanear lo que hay en el alimentador</translation>
    </message>
    <message>
      <source>Etiquetas</source>
      <translation>Etiquetas</translation>
    </message>
    <message>
      <source>Faltan</source>
      <translation>Faltan</translation>
    </message>
    <message>
      <source>Fase</source>
      <translation>Fase</translation>
    </message>
    <message>
      <source>Fuera de catálogo</source>
      <translation>Fuera de catálogo</translation>
    </message>
    <message>
      <source>Guarda la captura completa y abre la siguiente acta.</source>
      <translation>Guarda la captura completa y abre la siguiente acta.</translation>
    </message>
    <message>
      <source>Guardar la captura</source>
      <translation>Guardar la captura</translation>
    </message>
    <message>
      <source>Guardar la captura y abrir otra acta</source>
      <translation>Guardar la captura y abrir otra acta</translation>
    </message>
    <message>
      <source>Hace el acuse de recibo en PDF de lo que se recibió.</source>
      <translation>Hace el acuse de recibo en PDF de lo que se recibió.</translation>
    </message>
    <message>
      <source>Hace en PDF las etiquetas y las carátulas de todo el CATD.</source>
      <translation>Hace en PDF las etiquetas y las carátulas de todo el CATD.</translation>
    </message>
    <message>
      <source>Hacer el acuse de recibo en PDF</source>
      <translation>Hacer el acuse de recibo en PDF</translation>
    </message>
    <message>
      <source>Hacer las etiquetas y carátulas en PDF</source>
      <translation>Hacer las etiquetas y carátulas en PDF</translation>
    </message>
    <message>
      <source>La imagen es de otra casilla: se escribe cuál.</source>
      <translation>La imagen es de otra casilla: se escribe cuál.</translation>
    </message>
    <message>
      <source>La imagen es de una casilla que no está aprobada: se escribe cuál dice.</source>
      <translation>La imagen es de una casilla que no está aprobada: se escribe cuál dice.</translation>
    </message>
    <message>
      <source>La imagen no es de un acta: se declara SIN ACTA por una de las tres causas.</source>
      <translation>La imagen no es de un acta: se declara SIN ACTA por una de las tres causas.</translation>
    </message>
    <message>
      <source>La imagen no sirve: manda el acta a digitalizarse otra vez.</source>
      <translation>La imagen no sirve: manda el acta a digitalizarse otra vez.</translation>
    </message>
    <message>
      <source>Letra más chica</source>
      <translation>Letra más chica</translation>
    </message>
    <message>
      <source>Letra más grande</source>
      <translation>Letra más grande</translation>
    </message>
    <message>
      <source>Liberar</source>
      <translation>Liberar</translation>
    </message>
    <message>
      <source>Liberar un trabajo que alguien tiene</source>
      <translation>Liberar un trabajo que alguien tiene</translation>
    </message>
    <message>
      <source>Lo que reciba desde ahora llegó por CRyT fijo.</source>
      <translation>Lo que reciba desde ahora llegó por CRyT fijo.</translation>
    </message>
    <message>
      <source>Lo que reciba desde ahora llegó por CRyT itinerante.</source>
      <translation>Lo que reciba desde ahora llegó por CRyT itinerante.</translation>
    </message>
    <message>
      <source>Lo que reciba desde ahora llegó por DAT.</source>
      <translation>Lo que reciba desde ahora llegó por DAT.</translation>
    </message>
    <message>
      <source>Lo último</source>
      <translation>Lo último</translation>
    </message>
    <message>
      <source>Manda el acta a capturarse otra vez, desde la misma imagen.</source>
      <translation>Manda el acta a capturarse otra vez, desde la misma imagen.</translation>
    </message>
    <message>
      <source>Marca una alarma como atendida y deja dicho qué se hizo.</source>
      <translation>Marca una alarma como atendida y deja dicho qué se hizo.</translation>
    </message>
    <message>
      <source>Marcar todas</source>
      <translation>Marcar todas</translation>
    </message>
    <message>
      <source>Marcar todas las que se ven</source>
      <translation>Marcar todas las que se ven</translation>
    </message>
    <message>
      <source>Mecanismo de traslado: CRyT fijo</source>
      <translation>Mecanismo de traslado: CRyT fijo</translation>
    </message>
    <message>
      <source>Mecanismo de traslado: CRyT itinerante</source>
      <translation>Mecanismo de traslado: CRyT itinerante</translation>
    </message>
    <message>
      <source>Mecanismo de traslado: DAT</source>
      <translation>Mecanismo de traslado: DAT</translation>
    </message>
    <message>
      <source>Mover a la derecha</source>
      <translation>Mover a la derecha</translation>
    </message>
    <message>
      <source>Mover a la izquierda</source>
      <translation>Mover a la izquierda</translation>
    </message>
    <message>
      <source>Mover hacia abajo</source>
      <translation>Mover hacia abajo</translation>
    </message>
    <message>
      <source>Mover hacia arriba</source>
      <translation>Mover hacia arriba</translation>
    </message>
    <message>
      <source>Mover la imagen a la derecha</source>
      <translation>Mover la imagen a la derecha</translation>
    </message>
    <message>
      <source>Mover la imagen a la izquierda</source>
      <translation>Mover la imagen a la izquierda</translation>
    </message>
    <message>
      <source>Mover la imagen hacia abajo</source>
      <translation>Mover la imagen hacia abajo</translation>
    </message>
    <message>
      <source>Mover la imagen hacia arriba</source>
      <translation>Mover la imagen hacia arriba</translation>
    </message>
    <message>
      <source>Muestra las actas que faltan. Escriba una sección para ver sólo las suyas.</source>
      <translation>Muestra las actas que faltan. Escriba una sección para ver sólo las suyas.</translation>
    </message>
    <message>
      <source>Muestra lo que se ha recibido y declarado, lo último primero.</source>
      <translation>Muestra lo que se ha recibido y declarado, lo último primero.</translation>
    </message>
    <message>
      <source>Muestra qué hace cada tecla en esta pantalla.</source>
      <translation>Muestra qué hace cada tecla en esta pantalla.</translation>
    </message>
    <message>
      <source>Muestra sólo las páginas que piden una decisión; otra vez, todas.</source>
      <translation>Muestra sólo las páginas que piden una decisión; otra vez, todas.</translation>
    </message>
    <message>
      <source>Mueve la imagen acercada.</source>
      <translation>Mueve la imagen acercada.</translation>
    </message>
    <message>
      <source>No es de ninguna casilla aprobada</source>
      <translation>No es de ninguna casilla aprobada</translation>
    </message>
    <message>
      <source>Otra pantalla</source>
      <translation>Otra pantalla</translation>
    </message>
    <message>
      <source>Otro documento</source>
      <translation>Otro documento</translation>
    </message>
    <message>
      <source>Pasa a la siguiente pantalla de las que usted puede usar.</source>
      <translation>Pasa a la siguiente pantalla de las que usted puede usar.</translation>
    </message>
    <message>
      <source>Pasa al campo donde se escribe la sección, el tipo y el número de la casilla, y la elección.</source>
      <translation>Pasa al campo donde se escribe la sección, el tipo y el número de la casilla, y la elección.</translation>
    </message>
    <message>
      <source>Pasar a la siguiente fase</source>
      <translation>Pasar a la siguiente fase</translation>
    </message>
    <message>
      <source>Pasar a la siguiente pantalla</source>
      <translation>Pasar a la siguiente pantalla</translation>
    </message>
    <message>
      <source>Pausa</source>
      <translation>Pausa</translation>
    </message>
    <message>
      <source>Pausar o seguir: al terminar no llega otra acta</source>
      <translation>Pausar o seguir: al terminar no llega otra acta</translation>
    </message>
    <message>
      <source>Pide su clave y su contraseña. Para ver no hace falta; para ordenar, sí.</source>
      <translation>Pide su clave y su contraseña. Para ver no hace falta; para ordenar, sí.</translation>
    </message>
    <message>
      <source>Que el acta se capture otra vez</source>
      <translation>Que el acta se capture otra vez</translation>
    </message>
    <message>
      <source>Que el acta se digitalice otra vez</source>
      <translation>Que el acta se digitalice otra vez</translation>
    </message>
    <message>
      <source>Quita la página de la bandeja y la conserva aparte. Escanee otra vez su acta.</source>
      <translation>Quita la página de la bandeja y la conserva aparte. Escanee otra vez su acta.</translation>
    </message>
    <message>
      <source>Quita un acta a quien la tiene, para que otra persona la tome.</source>
      <translation>Quita un acta a quien la tiene, para que otra persona la tome.</translation>
    </message>
    <message>
      <source>Recapturar</source>
      <translation>Recapturar</translation>
    </message>
    <message>
      <source>Recibe el acta 1 de la casilla que está en la pantalla.</source>
      <translation>Recibe el acta 1 de la casilla que está en la pantalla.</translation>
    </message>
    <message>
      <source>Recibe el acta 2 de la casilla que está en la pantalla.</source>
      <translation>Recibe el acta 2 de la casilla que está en la pantalla.</translation>
    </message>
    <message>
      <source>Recibe el acta 3 de la casilla que está en la pantalla.</source>
      <translation>Recibe el acta 3 de la casilla que está en la pantalla.</translation>
    </message>
    <message>
      <source>Recibe el acta 4 de la casilla que está en la pantalla.</source>
      <translation>Recibe el acta 4 de la casilla que está en la pantalla.</translation>
    </message>
    <message>
      <source>Recibe el acta 5 de la casilla que está en la pantalla.</source>
      <translation>Recibe el acta 5 de la casilla que está en la pantalla.</translation>
    </message>
    <message>
      <source>Recibe lo leído o escrito; es lo mismo que Enter.</source>
      <translation>Recibe lo leído o escrito; es lo mismo que Enter.</translation>
    </message>
    <message>
      <source>Recibir</source>
      <translation>Recibir</translation>
    </message>
    <message>
      <source>Recibir el acta 1 de la casilla</source>
      <translation>Recibir el acta 1 de la casilla</translation>
    </message>
    <message>
      <source>Recibir el acta 2 de la casilla</source>
      <translation>Recibir el acta 2 de la casilla</translation>
    </message>
    <message>
      <source>Recibir el acta 3 de la casilla</source>
      <translation>Recibir el acta 3 de la casilla</translation>
    </message>
    <message>
      <source>Recibir el acta 4 de la casilla</source>
      <translation>Recibir el acta 4 de la casilla</translation>
    </message>
    <message>
      <source>Recibir el acta 5 de la casilla</source>
      <translation>Recibir el acta 5 de la casilla</translation>
    </message>
    <message>
      <source>Recibir lo que se leyó o se escribió</source>
      <translation>Recibir lo que se leyó o se escribió</translation>
    </message>
    <message>
      <source>Recuperar la descartada</source>
      <translation>Recuperar la descartada</translation>
    </message>
    <message>
      <source>Recuperar la página que se descartó al último</source>
      <translation>Recuperar la página que se descartó al último</translation>
    </message>
    <message>
      <source>Redigitalizar</source>
      <translation>Redigitalizar</translation>
    </message>
    <message>
      <source>Regreso</source>
      <translation>Regreso</translation>
    </message>
    <message>
      <source>Sin acta</source>
      <translation>Sin acta</translation>
    </message>
    <message>
      <source>Sólo por decidir</source>
      <translation>Sólo por decidir</translation>
    </message>
    <message>
      <source>Tapa la pantalla hasta que vuelva a escribir su contraseña. No se pierde nada.</source>
      <translation>Tapa la pantalla hasta que vuelva a escribir su contraseña. No se pierde nada.</translation>
    </message>
    <message>
      <source>Terminar la contingencia de un CATD</source>
      <translation>Terminar la contingencia de un CATD</translation>
    </message>
    <message>
      <source>Todas o pendientes</source>
      <translation>Todas o pendientes</translation>
    </message>
    <message>
      <source>Ver las teclas de esta pantalla</source>
      <translation>Ver las teclas de esta pantalla</translation>
    </message>
    <message>
      <source>Ver lo que falta, por sección</source>
      <translation>Ver lo que falta, por sección</translation>
    </message>
    <message>
      <source>Ver lo último que se recibió</source>
      <translation>Ver lo último que se recibió</translation>
    </message>
    <message>
      <source>Ver sólo las páginas que piden una decisión, o todas</source>
      <translation>Ver sólo las páginas que piden una decisión, o todas</translation>
    </message>
    <message>
      <source>Ver todas o sólo las pendientes</source>
      <translation>Ver todas o sólo las pendientes</translation>
    </message>
    <message>
      <source>Ver todo lo que se sabe de un centro</source>
      <translation>Ver todo lo que se sabe de un centro</translation>
    </message>
    <message>
      <source>Ver un centro</source>
      <translation>Ver un centro</translation>
    </message>
    <message>
      <source>Volver a la lista</source>
      <translation>Volver a la lista</translation>
    </message>
    <message>
      <source>Volver a la lista de páginas</source>
      <translation>Volver a la lista de páginas</translation>
    </message>
    <message>
      <source>Volver a recibir</source>
      <translation>Volver a recibir</translation>
    </message>
    <message>
      <source>Volver al campo de lectura</source>
      <translation>Volver al campo de lectura</translation>
    </message>
    <message>
      <source>Vuelve a la bandeja la página que se descartó al último; otra vez, la anterior.</source>
      <translation>Vuelve a la bandeja la página que se descartó al último; otra vez, la anterior.</translation>
    </message>
  </context>
  <context>
    <name>Atender</name>
    <message>
      <source>Acta: {}</source>
      <translation>Acta: {}</translation>
    </message>
    <message>
      <source>Alarma atendida: {}.</source>
      <translation>Alarma atendida: {}.</translation>
    </message>
    <message>
      <source>Atender una alarma</source>
      <translation>Atender una alarma</translation>
    </message>
    <message>
      <source>No hay alarmas sin atender.</source>
      <translation>No hay alarmas sin atender.</translation>
    </message>
    <message>
      <source>Otra persona ya la había atendido.</source>
      <translation>Otra persona ya la había atendido.</translation>
    </message>
    <message>
      <source>se avisó a soporte</source>
      <translation>se avisó a soporte</translation>
    </message>
    <message>
      <source>se corrigió</source>
      <translation>se corrigió</translation>
    </message>
    <message>
      <source>se revisó y no hace falta nada</source>
      <translation>se revisó y no hace falta nada</translation>
    </message>
    <message>
      <source>¿Cuál? La más nueva está primero.</source>
      <translation>¿Cuál? La más nueva está primero.</translation>
    </message>
    <message>
      <source>¿Qué se hizo? Queda en la bitácora, con su firma.</source>
      <translation>¿Qué se hizo? Queda en la bitácora, con su firma.</translation>
    </message>
  </context>
  <context>
    <name>Ayuda</name>
    <message>
      <source>Cerrar</source>
      <translation>Cerrar</translation>
    </message>
    <message>
      <source>Cerrar la ayuda</source>
      <translation>Cerrar la ayuda</translation>
    </message>
    <message>
      <source>En todas las pantallas</source>
      <translation>En todas las pantallas</translation>
    </message>
    <message>
      <source>Teclas: {}</source>
      <translation>Teclas: {}</translation>
    </message>
    <message>
      <source>Tipos de documento, si no es el acta PREP</source>
      <translation>Tipos de documento, si no es el acta PREP</translation>
    </message>
  </context>
  <context>
    <name>BandejaDeMesa</name>
    <message numerus="yes">
      <source>%n caso(s) que los filtros no muestran.</source>
      <translation>
        <numerusform>%n caso que los filtros no muestran.</numerusform>
        <numerusform>%n casos que los filtros no muestran.</numerusform>
      </translation>
    </message>
    <message>
      <source>Buscar por sección o casilla</source>
      <translation>Buscar por sección o casilla</translation>
    </message>
    <message>
      <source>Casilla</source>
      <translation>Casilla</translation>
    </message>
    <message>
      <source>Caso</source>
      <translation>Caso</translation>
    </message>
    <message>
      <source>Casos que esperan, del más antiguo al más nuevo</source>
      <translation>Casos que esperan, del más antiguo al más nuevo</translation>
    </message>
    <message>
      <source>Clase de caso</source>
      <translation>Clase de caso</translation>
    </message>
    <message>
      <source>De quién</source>
      <translation>De quién</translation>
    </message>
    <message>
      <source>De todos</source>
      <translation>De todos</translation>
    </message>
    <message>
      <source>Difieren</source>
      <translation>Difieren</translation>
    </message>
    <message>
      <source>Elección</source>
      <translation>Elección</translation>
    </message>
    <message>
      <source>Enter: abrir el elegido</source>
      <translation>Enter: abrir el elegido</translation>
    </message>
    <message>
      <source>Espera</source>
      <translation>Espera</translation>
    </message>
    <message>
      <source>La tiene</source>
      <translation>La tiene</translation>
    </message>
    <message>
      <source>Los que puedo decidir</source>
      <translation>Los que puedo decidir</translation>
    </message>
    <message>
      <source>Nada espera a la mesa. Los casos aparecen solos.</source>
      <translation>Nada espera a la mesa. Los casos aparecen solos.</translation>
    </message>
    <message>
      <source>Por validar</source>
      <translation>Por validar</translation>
    </message>
    <message>
      <source>Ronda</source>
      <translation>Ronda</translation>
    </message>
    <message>
      <source>Sección o casilla</source>
      <translation>Sección o casilla</translation>
    </message>
    <message>
      <source>Sólo diferencias</source>
      <translation>Sólo diferencias</translation>
    </message>
    <message>
      <source>Sólo por validar</source>
      <translation>Sólo por validar</translation>
    </message>
    <message>
      <source>Todas las elecciones</source>
      <translation>Todas las elecciones</translation>
    </message>
    <message>
      <source>Todos los casos</source>
      <translation>Todos los casos</translation>
    </message>
    <message>
      <source>usted la capturó</source>
      <translation>usted la capturó</translation>
    </message>
  </context>
  <context>
    <name>Barra</name>
    <message numerus="yes">
      <source>%n acción(es) por entregar</source>
      <translation>
        <numerusform>%n acción por entregar</numerusform>
        <numerusform>%n acciones por entregar</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n acción(es) que el nodo rechazó: avise</source>
      <translation>
        <numerusform>%n acción que el nodo rechazó: avise</numerusform>
        <numerusform>%n acciones que el nodo rechazó: avise</numerusform>
      </translation>
    </message>
    <message>
      <source>Buscando el nodo…</source>
      <translation>Buscando el nodo…</translation>
    </message>
    <message>
      <source>Conectada a {}</source>
      <translation>Conectada a {}</translation>
    </message>
    <message>
      <source>Estado de la estación</source>
      <translation>Estado de la estación</translation>
    </message>
    <message>
      <source>F1: ayuda</source>
      <translation>F1: ayuda</translation>
    </message>
    <message>
      <source>Fase: {}</source>
      <translation>Fase: {}</translation>
    </message>
    <message>
      <source>LABORATORIO: SIN CIFRAR</source>
      <translation>LABORATORIO: SIN CIFRAR</translation>
    </message>
    <message>
      <source>Reloj corrido {} s: avise</source>
      <translation>Reloj corrido {} s: avise</translation>
    </message>
    <message>
      <source>SIN NODO desde las {}</source>
      <translation>SIN NODO desde las {}</translation>
    </message>
    <message>
      <source>Sin fase</source>
      <translation>Sin fase</translation>
    </message>
    <message>
      <source>Sin operador</source>
      <translation>Sin operador</translation>
    </message>
    <message>
      <source>Todo entregado</source>
      <translation>Todo entregado</translation>
    </message>
    <message>
      <source>Versión {}</source>
      <translation>Versión {}</translation>
    </message>
  </context>
  <context>
    <name>CambioDeOrigen</name>
    <message>
      <source>Carpeta vigilada</source>
      <translation>Carpeta vigilada</translation>
    </message>
    <message>
      <source>Como está escrita en el escáner; por ejemplo 192.168.1.40 o escaner.local:8080.</source>
      <translation>Como está escrita en el escáner; por ejemplo 192.168.1.40 o escaner.local:8080.</translation>
    </message>
    <message>
      <source>Dirección del escáner</source>
      <translation>Dirección del escáner</translation>
    </message>
    <message>
      <source>Escáner de la red</source>
      <translation>Escáner de la red</translation>
    </message>
    <message>
      <source>La ruta completa, desde la raíz. Los archivos tomados pasan a su carpeta «procesadas».</source>
      <translation>La ruta completa, desde la raíz. Los archivos tomados pasan a su carpeta «procesadas».</translation>
    </message>
    <message>
      <source>Ruta de la carpeta</source>
      <translation>Ruta de la carpeta</translation>
    </message>
    <message>
      <source>Una carpeta donde el escáner deja sus archivos, o un escáner con alimentador (eSCL).</source>
      <translation>Una carpeta donde el escáner deja sus archivos, o un escáner con alimentador (eSCL).</translation>
    </message>
    <message>
      <source>¿De dónde vienen las páginas?</source>
      <translation>¿De dónde vienen las páginas?</translation>
    </message>
  </context>
  <context>
    <name>CampoDeLectura</name>
    <message>
      <source>Casillas que pueden ser</source>
      <translation>Casillas que pueden ser</translation>
    </message>
    <message>
      <source>Lea la etiqueta, o escriba: 123 C2</source>
      <translation>Lea la etiqueta, o escriba: 123 C2</translation>
    </message>
    <message>
      <source>Lectura: etiqueta, o sección, tipo y número de casilla</source>
      <translation>Lectura: etiqueta, o sección, tipo y número de casilla</translation>
    </message>
  </context>
  <context>
    <name>Carril</name>
    <message>
      <source>{} de {} · {} %</source>
      <translation>{} de {} · {} %</translation>
    </message>
  </context>
  <context>
    <name>Ciudad</name>
    <message>
      <source>, vencidos: {}</source>
      <translation>, vencidos: {}</translation>
    </message>
    <message>
      <source>ALARMAS: {}</source>
      <translation>ALARMAS: {}</translation>
    </message>
    <message>
      <source>Alarmas: {}</source>
      <translation>Alarmas: {}</translation>
    </message>
    <message>
      <source>Cifras de las {}</source>
      <translation>Cifras de las {}</translation>
    </message>
    <message>
      <source>Corte {}, hace {}</source>
      <translation>Corte {}, hace {}</translation>
    </message>
    <message>
      <source>En manos: {}</source>
      <translation>En manos: {}</translation>
    </message>
    <message>
      <source>Esperan: {}</source>
      <translation>Esperan: {}</translation>
    </message>
    <message>
      <source>Estaciones: {}</source>
      <translation>Estaciones: {}</translation>
    </message>
    <message>
      <source>Fase: {}</source>
      <translation>Fase: {}</translation>
    </message>
    <message>
      <source>Fuera de catálogo: {}</source>
      <translation>Fuera de catálogo: {}</translation>
    </message>
    <message>
      <source>La ciudad</source>
      <translation>La ciudad</translation>
    </message>
    <message>
      <source>Leyendo el centro…</source>
      <translation>Leyendo el centro…</translation>
    </message>
    <message>
      <source>Por procesar: {}</source>
      <translation>Por procesar: {}</translation>
    </message>
    <message>
      <source>Sin cortes</source>
      <translation>Sin cortes</translation>
    </message>
    <message>
      <source>Sin fase</source>
      <translation>Sin fase</translation>
    </message>
    <message>
      <source>Último corte: {}, hace {}</source>
      <translation>Último corte: {}, hace {}</translation>
    </message>
  </context>
  <context>
    <name>Contingencia</name>
    <message>
      <source>Contingencia de un CATD</source>
      <translation>Contingencia de un CATD</translation>
    </message>
    <message>
      <source>Contingencia del CATD {}: {} actas pasan al CCV.</source>
      <translation>Contingencia del CATD {}: {} actas pasan al CCV.</translation>
    </message>
    <message>
      <source>El CCV tomará las actas del CATD {} que no están registradas: {}. Su gente deja de recibir trabajo en cuanto su nodo lo sepa; lo que ya capturó cuenta. Se puede deshacer con «Regreso».</source>
      <translation>El CCV tomará las actas del CATD {} que no están registradas: {}. Su gente deja de recibir trabajo en cuanto su nodo lo sepa; lo que ya capturó cuenta. Se puede deshacer con «Regreso».</translation>
    </message>
    <message>
      <source>No</source>
      <translation>No</translation>
    </message>
    <message>
      <source>Sí, al CCV</source>
      <translation>Sí, al CCV</translation>
    </message>
    <message>
      <source>se desalojó</source>
      <translation>se desalojó</translation>
    </message>
    <message>
      <source>se quedó sin personal</source>
      <translation>se quedó sin personal</translation>
    </message>
    <message>
      <source>sin luz</source>
      <translation>sin luz</translation>
    </message>
    <message>
      <source>sin red</source>
      <translation>sin red</translation>
    </message>
    <message>
      <source>{} actas sin registrar</source>
      <translation>{} actas sin registrar</translation>
    </message>
    <message>
      <source>¿Por qué no puede seguir el CATD {}?</source>
      <translation>¿Por qué no puede seguir el CATD {}?</translation>
    </message>
    <message>
      <source>¿Qué CATD no puede seguir? El CCV tomará la captura y la verificación de lo que le falta.</source>
      <translation>¿Qué CATD no puede seguir? El CCV tomará la captura y la verificación de lo que le falta.</translation>
    </message>
  </context>
  <context>
    <name>CuadroDeCuentas</name>
    <message>
      <source>Elección</source>
      <translation>Elección</translation>
    </message>
    <message>
      <source>Esperadas</source>
      <translation>Esperadas</translation>
    </message>
    <message>
      <source>Faltan</source>
      <translation>Faltan</translation>
    </message>
    <message>
      <source>Recibidas</source>
      <translation>Recibidas</translation>
    </message>
    <message>
      <source>Sin acta</source>
      <translation>Sin acta</translation>
    </message>
    <message>
      <source>Sin nodo: aún no se sabe qué recibieron las otras estaciones. Siga recibiendo.</source>
      <translation>Sin nodo: aún no se sabe qué recibieron las otras estaciones. Siga recibiendo.</translation>
    </message>
    <message>
      <source>Sin nodo: lo de las otras estaciones está como a las {}. Siga recibiendo.</source>
      <translation>Sin nodo: lo de las otras estaciones está como a las {}. Siga recibiendo.</translation>
    </message>
  </context>
  <context>
    <name>Decisor</name>
    <message>
      <source>Es la misma acta que se esperaba. Revise lo que escribió.</source>
      <translation>Es la misma acta que se esperaba. Revise lo que escribió.</translation>
    </message>
    <message>
      <source>Esa casilla no es de este sitio. Revísela; si no está aprobada, use «Fuera de catálogo».</source>
      <translation>Esa casilla no es de este sitio. Revísela; si no está aprobada, use «Fuera de catálogo».</translation>
    </message>
    <message>
      <source>Falta decidir este campo: A, B, un número, * ILEGIBLE o - SIN DATO.</source>
      <translation>Falta decidir este campo: A, B, un número, * ILEGIBLE o - SIN DATO.</translation>
    </message>
    <message>
      <source>¿De qué casilla es la imagen? Escriba lo que dice el acta.</source>
      <translation>¿De qué casilla es la imagen? Escriba lo que dice el acta.</translation>
    </message>
    <message>
      <source>¿Qué casilla dice la imagen? No debe estar aprobada.</source>
      <translation>¿Qué casilla dice la imagen? No debe estar aprobada.</translation>
    </message>
  </context>
  <context>
    <name>DialogosDeVentana</name>
    <message>
      <source>Aceptar</source>
      <translation>Aceptar</translation>
    </message>
    <message>
      <source>Cancelar</source>
      <translation>Cancelar</translation>
    </message>
    <message>
      <source>Entendido</source>
      <translation>Entendido</translation>
    </message>
  </context>
  <context>
    <name>DisposicionDigitalizacion</name>
    <message>
      <source>Abriendo la bandeja…</source>
      <translation>Abriendo la bandeja…</translation>
    </message>
  </context>
  <context>
    <name>Entrada</name>
    <message>
      <source>Abriendo su llave…</source>
      <translation>Abriendo su llave…</translation>
    </message>
    <message>
      <source>Cerrar esta sesión para que entre otra persona</source>
      <translation>Cerrar esta sesión para que entre otra persona</translation>
    </message>
    <message>
      <source>Clave de operador</source>
      <translation>Clave de operador</translation>
    </message>
    <message>
      <source>Contraseña</source>
      <translation>Contraseña</translation>
    </message>
    <message>
      <source>Entrar</source>
      <translation>Entrar</translation>
    </message>
    <message>
      <source>Es otra persona</source>
      <translation>Es otra persona</translation>
    </message>
    <message>
      <source>Escriba su clave y su contraseña. Su contraseña no sale de esta computadora.</source>
      <translation>Escriba su clave y su contraseña. Su contraseña no sale de esta computadora.</translation>
    </message>
    <message>
      <source>Espere {} s</source>
      <translation>Espere {} s</translation>
    </message>
    <message>
      <source>Estación bloqueada por {}</source>
      <translation>Estación bloqueada por {}</translation>
    </message>
    <message>
      <source>Faltan la clave o la contraseña.</source>
      <translation>Faltan la clave o la contraseña.</translation>
    </message>
  </context>
  <context>
    <name>Faena</name>
    <message>
      <source>Carpeta vigilada: {}</source>
      <translation>Carpeta vigilada: {}</translation>
    </message>
    <message>
      <source>Escaneando…</source>
      <translation>Escaneando…</translation>
    </message>
    <message>
      <source>Escaneando… hojas: {}</source>
      <translation>Escaneando… hojas: {}</translation>
    </message>
    <message>
      <source>Escáner {}: F5 escanea</source>
      <translation>Escáner {}: F5 escanea</translation>
    </message>
    <message>
      <source>No se puede usar la carpeta {} ({}). Revísela, o elija otra con F7.</source>
      <translation>No se puede usar la carpeta {} ({}). Revísela, o elija otra con F7.</translation>
    </message>
    <message>
      <source>Pasaron todas las hojas: {}.</source>
      <translation>Pasaron todas las hojas: {}.</translation>
    </message>
    <message>
      <source>{} está otra vez en la bandeja.</source>
      <translation>{} está otra vez en la bandeja.</translation>
    </message>
    <message>
      <source>{} se apartó: {}</source>
      <translation>{} se apartó: {}</translation>
    </message>
    <message>
      <source>{} se descartó y se conserva aparte. Ctrl+Z la recupera.</source>
      <translation>{} se descartó y se conserva aparte. Ctrl+Z la recupera.</translation>
    </message>
    <message>
      <source>{}: ya se habían tomado y no se repiten.</source>
      <translation>{}: ya se habían tomado y no se repiten.</translation>
    </message>
  </context>
  <context>
    <name>FichaDePagina</name>
    <message>
      <source>Actas que pueden ser</source>
      <translation>Actas que pueden ser</translation>
    </message>
    <message>
      <source>Aún no hay páginas</source>
      <translation>Aún no hay páginas</translation>
    </message>
    <message>
      <source>De qué acta es: sección, tipo, número y elección</source>
      <translation>De qué acta es: sección, tipo, número y elección</translation>
    </message>
    <message>
      <source>Ponga las actas en el escáner y oprima F5, o guarde sus imágenes en la carpeta: aparecen aquí.</source>
      <translation>Ponga las actas en el escáner y oprima F5, o guarde sus imágenes en la carpeta: aparecen aquí.</translation>
    </message>
    <message>
      <source>Por ejemplo: 0123 C2 ALC, o lea la etiqueta</source>
      <translation>Por ejemplo: 0123 C2 ALC, o lea la etiqueta</translation>
    </message>
    <message>
      <source>Página sin identificar</source>
      <translation>Página sin identificar</translation>
    </message>
    <message>
      <source>{} — ya tiene imagen</source>
      <translation>{} — ya tiene imagen</translation>
    </message>
    <message>
      <source>¿De &amp;qué acta es?</source>
      <translation>¿De &amp;qué acta es?</translation>
    </message>
  </context>
  <context>
    <name>FichaDeSitio</name>
    <message>
      <source>Cap.</source>
      <translation>Cap.</translation>
    </message>
    <message>
      <source>Dig.</source>
      <translation>Dig.</translation>
    </message>
    <message>
      <source>Rec.</source>
      <translation>Rec.</translation>
    </message>
    <message>
      <source>Ver.</source>
      <translation>Ver.</translation>
    </message>
  </context>
  <context>
    <name>FilaDeCampo</name>
    <message>
      <source>   ({} personas)</source>
      <translation>   ({} personas)</translation>
    </message>
    <message>
      <source>{}: tomar {}</source>
      <translation>{}: tomar {}</translation>
    </message>
  </context>
  <context>
    <name>Flujo</name>
    <message>
      <source>La sesión se cerró: no se hizo nada. Entre y repita la orden.</source>
      <translation>La sesión se cerró: no se hizo nada. Entre y repita la orden.</translation>
    </message>
    <message>
      <source>{}: haciéndolo…</source>
      <translation>{}: haciéndolo…</translation>
    </message>
    <message>
      <source>{}: no se hizo</source>
      <translation>{}: no se hizo</translation>
    </message>
  </context>
  <context>
    <name>Frente</name>
    <message>
      <source>ELIJA EL TRASLADO</source>
      <translation>ELIJA EL TRASLADO</translation>
    </message>
    <message>
      <source>LISTA PARA RECIBIR</source>
      <translation>LISTA PARA RECIBIR</translation>
    </message>
    <message>
      <source>Lea la etiqueta del sobre.</source>
      <translation>Lea la etiqueta del sobre.</translation>
    </message>
    <message>
      <source>Recibe la casilla completa.</source>
      <translation>Recibe la casilla completa.</translation>
    </message>
    <message>
      <source>Recibe sólo el acta leída.</source>
      <translation>Recibe sólo el acta leída.</translation>
    </message>
    <message>
      <source>Traslado: elíjalo antes de recibir, con Alt+D, Alt+F o Alt+I.</source>
      <translation>Traslado: elíjalo antes de recibir, con Alt+D, Alt+F o Alt+I.</translation>
    </message>
    <message>
      <source>Traslado: {} ({}).</source>
      <translation>Traslado: {} ({}).</translation>
    </message>
    <message>
      <source>¿Cómo llegan los paquetes? Alt+D: DAT. Alt+F: CRyT fijo. Alt+I: CRyT itinerante.</source>
      <translation>¿Cómo llegan los paquetes? Alt+D: DAT. Alt+F: CRyT fijo. Alt+I: CRyT itinerante.</translation>
    </message>
  </context>
  <context>
    <name>Identidad</name>
    <message>
      <source>Extensión (0 si no hay)</source>
      <translation>Extensión (0 si no hay)</translation>
    </message>
    <message>
      <source>Número</source>
      <translation>Número</translation>
    </message>
    <message>
      <source>Sección</source>
      <translation>Sección</translation>
    </message>
    <message>
      <source>Tipo de casilla (B, C, E, S)</source>
      <translation>Tipo de casilla (B, C, E, S)</translation>
    </message>
  </context>
  <context>
    <name>Laminas</name>
    <message>
      <source>Cargando la imagen…</source>
      <translation>Cargando la imagen…</translation>
    </message>
  </context>
  <context>
    <name>Liberar</name>
    <message>
      <source>Liberada {}: {}</source>
      <translation>Liberada {}: {}</translation>
    </message>
    <message>
      <source>Liberar un trabajo</source>
      <translation>Liberar un trabajo</translation>
    </message>
    <message>
      <source>Nadie tiene trabajo del centro. El de un CATD con su propio nodo se libera ahí.</source>
      <translation>Nadie tiene trabajo del centro. El de un CATD con su propio nodo se libera ahí.</translation>
    </message>
    <message>
      <source>falló su estación</source>
      <translation>falló su estación</translation>
    </message>
    <message>
      <source>se fue sin avisar</source>
      <translation>se fue sin avisar</translation>
    </message>
    <message>
      <source>señal hace {}</source>
      <translation>señal hace {}</translation>
    </message>
    <message>
      <source>tarda demasiado</source>
      <translation>tarda demasiado</translation>
    </message>
    <message>
      <source>{} la tiene {} en la estación {}: {}.

¿Por qué se libera?</source>
      <translation>{} la tiene {} en la estación {}: {}.

¿Por qué se libera?</translation>
    </message>
    <message>
      <source>{} ya no tenía el acta {}.</source>
      <translation>{} ya no tenía el acta {}.</translation>
    </message>
    <message>
      <source>¿Cuál? Primero está el que lleva más sin dar señal. Lo que ya capturó no se pierde.</source>
      <translation>¿Cuál? Primero está el que lleva más sin dar señal. Lo que ya capturó no se pierde.</translation>
    </message>
  </context>
  <context>
    <name>ListaDeImagenes</name>
    <message>
      <source>Confirmada dos veces: {}</source>
      <translation>Confirmada dos veces: {}</translation>
    </message>
    <message>
      <source>En captura</source>
      <translation>En captura</translation>
    </message>
    <message>
      <source>En la mesa</source>
      <translation>En la mesa</translation>
    </message>
    <message>
      <source>Es otra acta</source>
      <translation>Es otra acta</translation>
    </message>
    <message>
      <source>Espera</source>
      <translation>Espera</translation>
    </message>
    <message>
      <source>Etapa</source>
      <translation>Etapa</translation>
    </message>
    <message>
      <source>Identificación</source>
      <translation>Identificación</translation>
    </message>
    <message>
      <source>Imágenes de teléfono, de la más nueva a la más antigua</source>
      <translation>Imágenes de teléfono, de la más nueva a la más antigua</translation>
    </message>
    <message>
      <source>La decidió la mesa</source>
      <translation>La decidió la mesa</translation>
    </message>
    <message>
      <source>Leída; falta confirmar</source>
      <translation>Leída; falta confirmar</translation>
    </message>
    <message>
      <source>Llegó</source>
      <translation>Llegó</translation>
    </message>
    <message>
      <source>Nadie la ha leído</source>
      <translation>Nadie la ha leído</translation>
    </message>
    <message>
      <source>Por capturar</source>
      <translation>Por capturar</translation>
    </message>
    <message>
      <source>Por tomar otra vez</source>
      <translation>Por tomar otra vez</translation>
    </message>
    <message>
      <source>Por validar</source>
      <translation>Por validar</translation>
    </message>
    <message>
      <source>Sin acta</source>
      <translation>Sin acta</translation>
    </message>
    <message>
      <source>Verificada</source>
      <translation>Verificada</translation>
    </message>
  </context>
  <context>
    <name>Listas</name>
    <message>
      <source>Acta</source>
      <translation>Acta</translation>
    </message>
    <message>
      <source>Actas que faltan</source>
      <translation>Actas que faltan</translation>
    </message>
    <message>
      <source>Casilla</source>
      <translation>Casilla</translation>
    </message>
    <message>
      <source>Elección</source>
      <translation>Elección</translation>
    </message>
    <message>
      <source>Faltan {:,}</source>
      <translation>Faltan {:,}</translation>
    </message>
    <message>
      <source>Hora</source>
      <translation>Hora</translation>
    </message>
    <message>
      <source>Lo último</source>
      <translation>Lo último</translation>
    </message>
    <message>
      <source>Lo último que se recibió o declaró</source>
      <translation>Lo último que se recibió o declaró</translation>
    </message>
    <message>
      <source>Lo último: todavía nada</source>
      <translation>Lo último: todavía nada</translation>
    </message>
    <message>
      <source>Quién</source>
      <translation>Quién</translation>
    </message>
    <message>
      <source>Qué</source>
      <translation>Qué</translation>
    </message>
    <message>
      <source>Recibida ({})</source>
      <translation>Recibida ({})</translation>
    </message>
    <message>
      <source>Sección</source>
      <translation>Sección</translation>
    </message>
    <message>
      <source>Sólo lo que falta de esta sección</source>
      <translation>Sólo lo que falta de esta sección</translation>
    </message>
  </context>
  <context>
    <name>Mandos</name>
    <message>
      <source>El centro todavía no contesta: no se puede ordenar nada.</source>
      <translation>El centro todavía no contesta: no se puede ordenar nada.</translation>
    </message>
    <message>
      <source>Espere a que termine la orden anterior.</source>
      <translation>Espere a que termine la orden anterior.</translation>
    </message>
    <message>
      <source>Ordena: {}</source>
      <translation>Ordena: {}</translation>
    </message>
    <message>
      <source>Sin permiso aquí</source>
      <translation>Sin permiso aquí</translation>
    </message>
    <message>
      <source>Sin sesión: sólo se ve</source>
      <translation>Sin sesión: sólo se ve</translation>
    </message>
    <message>
      <source>{} no puede dar órdenes: hace falta el permiso de coordinación.</source>
      <translation>{} no puede dar órdenes: hace falta el permiso de coordinación.</translation>
    </message>
    <message>
      <source>Órdenes</source>
      <translation>Órdenes</translation>
    </message>
  </context>
  <context>
    <name>Marco</name>
    <message>
      <source>El programa falla una y otra vez ({}). Ciérrelo con Ctrl+Q, vuelva a abrirlo y avise.</source>
      <translation>El programa falla una y otra vez ({}). Ciérrelo con Ctrl+Q, vuelva a abrirlo y avise.</translation>
    </message>
    <message>
      <source>El programa tuvo una falla y se repuso. Lo guardado está a salvo: siga. Dé a soporte el código {}.</source>
      <translation>El programa tuvo una falla y se repuso. Lo guardado está a salvo: siga. Dé a soporte el código {}.</translation>
    </message>
    <message>
      <source>Entrada</source>
      <translation>Entrada</translation>
    </message>
    <message>
      <source>Entrar a la estación {}</source>
      <translation>Entrar a la estación {}</translation>
    </message>
    <message>
      <source>Esperando a su nodo</source>
      <translation>Esperando a su nodo</translation>
    </message>
    <message>
      <source>Pantallas</source>
      <translation>Pantallas</translation>
    </message>
    <message>
      <source>Sin permiso aquí</source>
      <translation>Sin permiso aquí</translation>
    </message>
    <message>
      <source>{} no tiene trabajo en esta estación. Pida a la coordinación que revise sus permisos.</source>
      <translation>{} no tiene trabajo en esta estación. Pida a la coordinación que revise sus permisos.</translation>
    </message>
  </context>
  <context>
    <name>Mosaico</name>
    <message>
      <source>Centros de trabajo</source>
      <translation>Centros de trabajo</translation>
    </message>
  </context>
  <context>
    <name>Motivos</name>
    <message>
      <source>Aceptar las cifras</source>
      <translation>Aceptar las cifras</translation>
    </message>
    <message>
      <source>Así se lee en la imagen.</source>
      <translation>Así se lee en la imagen.</translation>
    </message>
    <message>
      <source>El acta está en blanco en ese campo.</source>
      <translation>El acta está en blanco en ese campo.</translation>
    </message>
    <message>
      <source>El acta que se esperaba queda como no recibida. ¿Por qué es otra?</source>
      <translation>El acta que se esperaba queda como no recibida. ¿Por qué es otra?</translation>
    </message>
    <message>
      <source>Elija la causa. Se anula si después llega el acta (R-35).</source>
      <translation>Elija la causa. Se anula si después llega el acta (R-35).</translation>
    </message>
    <message>
      <source>Es otra acta</source>
      <translation>Es otra acta</translation>
    </message>
    <message>
      <source>Esta imagen deja de usarse y se espera otra. ¿Por qué?</source>
      <translation>Esta imagen deja de usarse y se espera otra. ¿Por qué?</translation>
    </message>
    <message>
      <source>Está borrosa.</source>
      <translation>Está borrosa.</translation>
    </message>
    <message>
      <source>Está corregido en el acta.</source>
      <translation>Está corregido en el acta.</translation>
    </message>
    <message>
      <source>Está oscura.</source>
      <translation>Está oscura.</translation>
    </message>
    <message>
      <source>Fuera de catálogo</source>
      <translation>Fuera de catálogo</translation>
    </message>
    <message>
      <source>Hay demasiadas diferencias.</source>
      <translation>Hay demasiadas diferencias.</translation>
    </message>
    <message>
      <source>La casilla escrita es otra.</source>
      <translation>La casilla escrita es otra.</translation>
    </message>
    <message>
      <source>La casilla escrita no está aprobada.</source>
      <translation>La casilla escrita no está aprobada.</translation>
    </message>
    <message>
      <source>La letra lo aclara (R-13).</source>
      <translation>La letra lo aclara (R-13).</translation>
    </message>
    <message>
      <source>La sección escrita no existe.</source>
      <translation>La sección escrita no existe.</translation>
    </message>
    <message>
      <source>Le falta una parte.</source>
      <translation>Le falta una parte.</translation>
    </message>
    <message>
      <source>Llevaba la etiqueta de otra acta.</source>
      <translation>Llevaba la etiqueta de otra acta.</translation>
    </message>
    <message>
      <source>Ninguna captura corresponde a la imagen.</source>
      <translation>Ninguna captura corresponde a la imagen.</translation>
    </message>
    <message>
      <source>No es la página de los resultados.</source>
      <translation>No es la página de los resultados.</translation>
    </message>
    <message>
      <source>No se lee ni en letra ni en número.</source>
      <translation>No se lee ni en letra ni en número.</translation>
    </message>
    <message>
      <source>Otras dos personas la capturan desde la misma imagen. ¿Por qué?</source>
      <translation>Otras dos personas la capturan desde la misma imagen. ¿Por qué?</translation>
    </message>
    <message>
      <source>Queda fuera de catálogo y no entra en ninguna suma (R-16). ¿Por qué?</source>
      <translation>Queda fuera de catálogo y no entra en ninguna suma (R-16). ¿Por qué?</translation>
    </message>
    <message>
      <source>Recapturar</source>
      <translation>Recapturar</translation>
    </message>
    <message>
      <source>Redigitalizar</source>
      <translation>Redigitalizar</translation>
    </message>
    <message>
      <source>Se corrieron los renglones.</source>
      <translation>Se corrieron los renglones.</translation>
    </message>
    <message>
      <source>Sin acta</source>
      <translation>Sin acta</translation>
    </message>
    <message>
      <source>¿Por qué quedan estas cifras?</source>
      <translation>¿Por qué quedan estas cifras?</translation>
    </message>
  </context>
  <context>
    <name>ObraCaptura</name>
    <message>
      <source>Documento: {}</source>
      <translation>Documento: {}</translation>
    </message>
    <message>
      <source>Documento: {} (F4 lo cambia)</source>
      <translation>Documento: {} (F4 lo cambia)</translation>
    </message>
    <message>
      <source>Falta este campo. Escriba el número; * si es ILEGIBLE; - si es SIN DATO.</source>
      <translation>Falta este campo. Escriba el número; * si es ILEGIBLE; - si es SIN DATO.</translation>
    </message>
    <message>
      <source>Falta la identificación del acta: sección, tipo y número de casilla.</source>
      <translation>Falta la identificación del acta: sección, tipo y número de casilla.</translation>
    </message>
    <message>
      <source>{} (Enter otra vez para confirmar)</source>
      <translation>{} (Enter otra vez para confirmar)</translation>
    </message>
  </context>
  <context>
    <name>Orilla</name>
    <message>
      <source>SIMULACRO · {} · SIN VALOR OFICIAL</source>
      <translation>SIMULACRO · {} · SIN VALOR OFICIAL</translation>
    </message>
  </context>
  <context>
    <name>PanelCaso</name>
    <message>
      <source> (no coincide: F4 lo cambia)</source>
      <translation> (no coincide: F4 lo cambia)</translation>
    </message>
    <message>
      <source>Coinciden:</source>
      <translation>Coinciden:</translation>
    </message>
    <message numerus="yes">
      <source>Difieren %n campo(s)</source>
      <translation>
        <numerusform>Difiere %n campo</numerusform>
        <numerusform>Difieren %n campos</numerusform>
      </translation>
    </message>
    <message>
      <source>Documento: {}</source>
      <translation>Documento: {}</translation>
    </message>
    <message>
      <source>Hay una sola captura: revise cada campo contra la imagen</source>
      <translation>Hay una sola captura: revise cada campo contra la imagen</translation>
    </message>
    <message>
      <source>No todos leyeron esta acta. {}. Si es otra, F11.</source>
      <translation>No todos leyeron esta acta. {}. Si es otra, F11.</translation>
    </message>
    <message>
      <source>Todo coincide</source>
      <translation>Todo coincide</translation>
    </message>
    <message>
      <source>esta</source>
      <translation>esta</translation>
    </message>
  </context>
  <context>
    <name>PantallaAcopio</name>
    <message>
      <source>&lt;p&gt;Lea la etiqueta, o escriba sección, tipo y número: &lt;b&gt;123 C2&lt;/b&gt;. Con flecha abajo elige entre las casillas que se ofrecen. Lo recibido queda guardado aunque no haya nodo.&lt;/p&gt;</source>
      <translation>&lt;p&gt;Lea la etiqueta, o escriba sección, tipo y número: &lt;b&gt;123 C2&lt;/b&gt;. Con flecha abajo elige entre las casillas que se ofrecen. Lo recibido queda guardado aunque no haya nodo.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>AÚN NO SE PUEDE RECIBIR</source>
      <translation>AÚN NO SE PUEDE RECIBIR</translation>
    </message>
    <message>
      <source>Elíjalo en la lista de lo último, con las flechas, y otra vez F8.</source>
      <translation>Elíjalo en la lista de lo último, con las flechas, y otra vez F8.</translation>
    </message>
    <message>
      <source>NO SE REGISTRÓ</source>
      <translation>NO SE REGISTRÓ</translation>
    </message>
    <message>
      <source>¿QUÉ SE ANULA?</source>
      <translation>¿QUÉ SE ANULA?</translation>
    </message>
  </context>
  <context>
    <name>PantallaCaptura</name>
    <message>
      <source>* ILEGIBLE   - SIN DATO   F1 ayuda</source>
      <translation>* ILEGIBLE   - SIN DATO   F1 ayuda</translation>
    </message>
    <message>
      <source>Abriendo la imagen…</source>
      <translation>Abriendo la imagen…</translation>
    </message>
    <message>
      <source>Acta en la mano</source>
      <translation>Acta en la mano</translation>
    </message>
    <message>
      <source>Buscando la siguiente acta…</source>
      <translation>Buscando la siguiente acta…</translation>
    </message>
    <message>
      <source>Capture del acta que tiene en la mano.</source>
      <translation>Capture del acta que tiene en la mano.</translation>
    </message>
    <message>
      <source>Cómo se lee lo escrito a mano</source>
      <translation>Cómo se lee lo escrito a mano</translation>
    </message>
    <message>
      <source>Devolver</source>
      <translation>Devolver</translation>
    </message>
    <message>
      <source>Devolver el acta</source>
      <translation>Devolver el acta</translation>
    </message>
    <message>
      <source>Devuelta.</source>
      <translation>Devuelta.</translation>
    </message>
    <message>
      <source>En pausa. F8 para seguir.</source>
      <translation>En pausa. F8 para seguir.</translation>
    </message>
    <message>
      <source>Enter o flecha abajo: siguiente campo. Flecha arriba: campo anterior. * o I: ILEGIBLE. - o S: SIN DATO.</source>
      <translation>Enter o flecha abajo: siguiente campo. Flecha arriba: campo anterior. * o I: ILEGIBLE. - o S: SIN DATO.</translation>
    </message>
    <message>
      <source>Guardada. Abriendo la siguiente…</source>
      <translation>Guardada. Abriendo la siguiente…</translation>
    </message>
    <message>
      <source>La imagen no se puede ver: {}.

Devuelva el acta con F7 y avise a la coordinación.</source>
      <translation>La imagen no se puede ver: {}.

Devuelva el acta con F7 y avise a la coordinación.</translation>
    </message>
    <message>
      <source>Lea el código de su etiqueta, o escriba su clave.</source>
      <translation>Lea el código de su etiqueta, o escriba su clave.</translation>
    </message>
    <message>
      <source>No hay actas por capturar.

La siguiente aparece sola.</source>
      <translation>No hay actas por capturar.

La siguiente aparece sola.</translation>
    </message>
    <message>
      <source>No se abrió: {}.</source>
      <translation>No se abrió: {}.</translation>
    </message>
    <message>
      <source>Otra persona la capturará. Se borra lo que usted llevaba de ella.</source>
      <translation>Otra persona la capturará. Se borra lo que usted llevaba de ella.</translation>
    </message>
    <message>
      <source>Pausa</source>
      <translation>Pausa</translation>
    </message>
    <message>
      <source>Pausa: al terminar esta acta no llegará otra. F8 para seguir.</source>
      <translation>Pausa: al terminar esta acta no llegará otra. F8 para seguir.</translation>
    </message>
    <message>
      <source>Seguir</source>
      <translation>Seguir</translation>
    </message>
    <message>
      <source>Seguir con ella</source>
      <translation>Seguir con ella</translation>
    </message>
    <message>
      <source>Sin nodo. Siga: lo que captura queda guardado aquí.</source>
      <translation>Sin nodo. Siga: lo que captura queda guardado aquí.</translation>
    </message>
    <message>
      <source>Ya no es suya: la coordinación la liberó o se venció su tiempo. Guárdela o déjela con F7.</source>
      <translation>Ya no es suya: la coordinación la liberó o se venció su tiempo. Guárdela o déjela con F7.</translation>
    </message>
    <message>
      <source>{} · ya no es suya</source>
      <translation>{} · ya no es suya</translation>
    </message>
  </context>
  <context>
    <name>PantallaDigitalizacion</name>
    <message>
      <source>Aceptadas {}</source>
      <translation>Aceptadas {}</translation>
    </message>
    <message>
      <source>Aceptar una imagen que no se lee bien</source>
      <translation>Aceptar una imagen que no se lee bien</translation>
    </message>
    <message>
      <source>Aceptarla</source>
      <translation>Aceptarla</translation>
    </message>
    <message>
      <source>En espera {}</source>
      <translation>En espera {}</translation>
    </message>
    <message>
      <source>Leyendo {}</source>
      <translation>Leyendo {}</translation>
    </message>
    <message>
      <source>No aceptarla</source>
      <translation>No aceptarla</translation>
    </message>
    <message>
      <source>Por decidir {}</source>
      <translation>Por decidir {}</translation>
    </message>
  </context>
  <context>
    <name>PantallaImagenes</name>
    <message>
      <source>Abriendo la imagen…</source>
      <translation>Abriendo la imagen…</translation>
    </message>
    <message>
      <source>No hay imágenes de teléfono por registrar.

Aparecen solas.</source>
      <translation>No hay imágenes de teléfono por registrar.

Aparecen solas.</translation>
    </message>
    <message numerus="yes">
      <source>Pendientes: %n imagen(es).</source>
      <translation>
        <numerusform>Pendientes: %n imagen.</numerusform>
        <numerusform>Pendientes: %n imágenes.</numerusform>
      </translation>
    </message>
    <message>
      <source>Preguntando al nodo…</source>
      <translation>Preguntando al nodo…</translation>
    </message>
    <message>
      <source>Sin leer: {}.</source>
      <translation>Sin leer: {}.</translation>
    </message>
    <message numerus="yes">
      <source>Todas: %n imagen(es).</source>
      <translation>
        <numerusform>Todas: %n imagen.</numerusform>
        <numerusform>Todas: %n imágenes.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PantallaValidacion</name>
    <message>
      <source>Abriendo la imagen…</source>
      <translation>Abriendo la imagen…</translation>
    </message>
    <message>
      <source>En cada campo: A, B, C o D toma lo que capturó esa persona; un número escribe otro; * o I: ILEGIBLE; - o S: SIN DATO. Enter o flecha abajo: siguiente. Flecha arriba: anterior.</source>
      <translation>En cada campo: A, B, C o D toma lo que capturó esa persona; un número escribe otro; * o I: ILEGIBLE; - o S: SIN DATO. Enter o flecha abajo: siguiente. Flecha arriba: anterior.</translation>
    </message>
    <message>
      <source>Ese caso no se abrió: lo tiene otra persona, usted lo capturó, o ya se decidió.</source>
      <translation>Ese caso no se abrió: lo tiene otra persona, usted lo capturó, o ya se decidió.</translation>
    </message>
    <message>
      <source>Guardado. Abriendo el siguiente…</source>
      <translation>Guardado. Abriendo el siguiente…</translation>
    </message>
    <message>
      <source>La imagen está en camino: decida con el acta en la mano.</source>
      <translation>La imagen está en camino: decida con el acta en la mano.</translation>
    </message>
    <message>
      <source>La imagen no se puede ver: {}.

Mándela a redigitalizar con F8.</source>
      <translation>La imagen no se puede ver: {}.

Mándela a redigitalizar con F8.</translation>
    </message>
    <message>
      <source>Por ahora no hay otro caso que usted pueda decidir.</source>
      <translation>Por ahora no hay otro caso que usted pueda decidir.</translation>
    </message>
    <message>
      <source>Sin nodo. Decida: lo que decide queda guardado aquí.</source>
      <translation>Sin nodo. Decida: lo que decide queda guardado aquí.</translation>
    </message>
    <message>
      <source>Su decisión está guardada. Por ahora no hay otro caso que usted pueda decidir.</source>
      <translation>Su decisión está guardada. Por ahora no hay otro caso que usted pueda decidir.</translation>
    </message>
    <message>
      <source>Ya no es suyo: la coordinación lo liberó o se venció su tiempo. Déjelo con F7.</source>
      <translation>Ya no es suyo: la coordinación lo liberó o se venció su tiempo. Déjelo con F7.</translation>
    </message>
    <message>
      <source>{} · ya no es suyo</source>
      <translation>{} · ya no es suyo</translation>
    </message>
  </context>
  <context>
    <name>Papeles</name>
    <message>
      <source>Acuse de recibo</source>
      <translation>Acuse de recibo</translation>
    </message>
    <message>
      <source>Corrimiento</source>
      <translation>Corrimiento</translation>
    </message>
    <message>
      <source>De todas las casillas de este CATD, en un PDF.</source>
      <translation>De todas las casillas de este CATD, en un PDF.</translation>
    </message>
    <message>
      <source>El número de las hojas de etiquetas, tamaño carta.</source>
      <translation>El número de las hojas de etiquetas, tamaño carta.</translation>
    </message>
    <message>
      <source>Ese corrimiento no sirve: escriba dos números en milímetros, hasta 10: 1.5 -2. Vuelva a F11.</source>
      <translation>Ese corrimiento no sirve: escriba dos números en milímetros, hasta 10: 1.5 -2. Vuelva a F11.</translation>
    </message>
    <message>
      <source>Espere: todavía se prepara el PDF anterior.</source>
      <translation>Espere: todavía se prepara el PDF anterior.</translation>
    </message>
    <message>
      <source>Etiquetas y carátulas</source>
      <translation>Etiquetas y carátulas</translation>
    </message>
    <message>
      <source>No se hizo el PDF. {}</source>
      <translation>No se hizo el PDF. {}</translation>
    </message>
    <message>
      <source>Nombre de quien entrega. Déjelo vacío si lo escribirá a mano.</source>
      <translation>Nombre de quien entrega. Déjelo vacío si lo escribirá a mano.</translation>
    </message>
    <message>
      <source>PDF listo: se abre para imprimirlo. Quedó en {}</source>
      <translation>PDF listo: se abre para imprimirlo. Quedó en {}</translation>
    </message>
    <message>
      <source>Preparando el PDF. Puede seguir recibiendo.</source>
      <translation>Preparando el PDF. Puede seguir recibiendo.</translation>
    </message>
    <message>
      <source>Preparando el PDF: {} de {}. Puede seguir recibiendo.</source>
      <translation>Preparando el PDF: {} de {}. Puede seguir recibiendo.</translation>
    </message>
    <message>
      <source>Si su impresora no cae en su lugar, cuántos milímetros correr a la derecha y hacia abajo, así: 1.5 -2. Ahora es: {} {}. Déjelo vacío para no cambiarlo.</source>
      <translation>Si su impresora no cae en su lugar, cuántos milímetros correr a la derecha y hacia abajo, así: 1.5 -2. Ahora es: {} {}. Déjelo vacío para no cambiarlo.</translation>
    </message>
    <message>
      <source>Sólo carátulas</source>
      <translation>Sólo carátulas</translation>
    </message>
    <message>
      <source>Sólo etiquetas</source>
      <translation>Sólo etiquetas</translation>
    </message>
    <message>
      <source>¿De qué se hace el acuse?</source>
      <translation>¿De qué se hace el acuse?</translation>
    </message>
    <message>
      <source>¿En qué hojas?</source>
      <translation>¿En qué hojas?</translation>
    </message>
    <message>
      <source>¿Quién entrega?</source>
      <translation>¿Quién entrega?</translation>
    </message>
    <message>
      <source>¿Qué se imprime?</source>
      <translation>¿Qué se imprime?</translation>
    </message>
  </context>
  <context>
    <name>PasarFase</name>
    <message>
      <source>Cuenta todas las tablas y hace constar que están en cero. Nada ha llegado aún.</source>
      <translation>Cuenta todas las tablas y hace constar que están en cero. Nada ha llegado aún.</translation>
    </message>
    <message>
      <source>Desde ahora los cortes se publican: el público los ve.</source>
      <translation>Desde ahora los cortes se publican: el público los ve.</translation>
    </message>
    <message>
      <source>El corte que sigue es el último. Faltan {} actas por registrar.</source>
      <translation>El corte que sigue es el último. Faltan {} actas por registrar.</translation>
    </message>
    <message>
      <source>El proceso ya está cerrado: no hay más fases.</source>
      <translation>El proceso ya está cerrado: no hay más fases.</translation>
    </message>
    <message>
      <source>Empieza la operación: acopio, digitalización, captura y verificación.</source>
      <translation>Empieza la operación: acopio, digitalización, captura y verificación.</translation>
    </message>
    <message>
      <source>Fase</source>
      <translation>Fase</translation>
    </message>
    <message>
      <source>Fase «{}»: declarada.</source>
      <translation>Fase «{}»: declarada.</translation>
    </message>
    <message>
      <source>No</source>
      <translation>No</translation>
    </message>
    <message>
      <source>No hay regreso. Para declararla escriba {}</source>
      <translation>No hay regreso. Para declararla escriba {}</translation>
    </message>
    <message>
      <source>No se declaró: se esperaba {}.</source>
      <translation>No se declaró: se esperaba {}.</translation>
    </message>
    <message>
      <source>Pasar a la fase «{}»</source>
      <translation>Pasar a la fase «{}»</translation>
    </message>
    <message>
      <source>Quedó declarada. Imprima y firme su acta:
{}

SHA-256:
{}</source>
      <translation>Quedó declarada. Imprima y firme su acta:
{}

SHA-256:
{}</translation>
    </message>
    <message>
      <source>Se declara una sola vez y deja un acta en PDF. ¿Se declara ahora?</source>
      <translation>Se declara una sola vez y deja un acta en PDF. ¿Se declara ahora?</translation>
    </message>
    <message>
      <source>Si debe cerrarse así, escriba el motivo: queda en el acta. Si no, cancele.</source>
      <translation>Si debe cerrarse así, escriba el motivo: queda en el acta. Si no, cancele.</translation>
    </message>
    <message>
      <source>Sí, declarar</source>
      <translation>Sí, declarar</translation>
    </message>
    <message>
      <source>Termina la operación. Faltan {} actas por registrar.</source>
      <translation>Termina la operación. Faltan {} actas por registrar.</translation>
    </message>
    <message>
      <source>{}: queda trabajo</source>
      <translation>{}: queda trabajo</translation>
    </message>
  </context>
  <context>
    <name>Primera</name>
    <message>
      <source>Buscando nodos en la red… También puede escribir la dirección.</source>
      <translation>Buscando nodos en la red… También puede escribir la dirección.</translation>
    </message>
    <message>
      <source>Buscar otra vez</source>
      <translation>Buscar otra vez</translation>
    </message>
    <message>
      <source>Contraseña de la estación</source>
      <translation>Contraseña de la estación</translation>
    </message>
    <message>
      <source>Elija un nodo, o escriba su dirección y puerto así: 192.168.1.20:5433</source>
      <translation>Elija un nodo, o escriba su dirección y puerto así: 192.168.1.20:5433</translation>
    </message>
    <message>
      <source>Faltan el nombre o la contraseña de la estación.</source>
      <translation>Faltan el nombre o la contraseña de la estación.</translation>
    </message>
    <message>
      <source>No se halló ningún nodo. Escriba su dirección y puerto: se los da la coordinación.</source>
      <translation>No se halló ningún nodo. Escriba su dirección y puerto: se los da la coordinación.</translation>
    </message>
    <message>
      <source>Nodo (o dirección:puerto)</source>
      <translation>Nodo (o dirección:puerto)</translation>
    </message>
    <message>
      <source>Nodo: uno hallado, o su dirección y puerto</source>
      <translation>Nodo: uno hallado, o su dirección y puerto</translation>
    </message>
    <message>
      <source>Nodos hallados: {}. Elija el de su centro.</source>
      <translation>Nodos hallados: {}. Elija el de su centro.</translation>
    </message>
    <message>
      <source>Nombre de esta estación</source>
      <translation>Nombre de esta estación</translation>
    </message>
    <message>
      <source>Nombre de la estación</source>
      <translation>Nombre de la estación</translation>
    </message>
    <message>
      <source>Preguntando al nodo…</source>
      <translation>Preguntando al nodo…</translation>
    </message>
    <message>
      <source>Primer día de esta estación</source>
      <translation>Primer día de esta estación</translation>
    </message>
    <message>
      <source>Unir esta estación</source>
      <translation>Unir esta estación</translation>
    </message>
  </context>
  <context>
    <name>PuertaDeSala</name>
    <message>
      <source>Entrar a la sala</source>
      <translation>Entrar a la sala</translation>
    </message>
  </context>
  <context>
    <name>Regreso</name>
    <message>
      <source>El CCV no tiene actas de ningún CATD.</source>
      <translation>El CCV no tiene actas de ningún CATD.</translation>
    </message>
    <message>
      <source>Las actas del CATD {} que faltan vuelven a su gente. Las de teléfono siguen en el CCV.</source>
      <translation>Las actas del CATD {} que faltan vuelven a su gente. Las de teléfono siguen en el CCV.</translation>
    </message>
    <message>
      <source>No</source>
      <translation>No</translation>
    </message>
    <message>
      <source>Regreso de un CATD</source>
      <translation>Regreso de un CATD</translation>
    </message>
    <message>
      <source>Regreso del CATD {}: {} actas.</source>
      <translation>Regreso del CATD {}: {} actas.</translation>
    </message>
    <message>
      <source>Sí, que vuelvan</source>
      <translation>Sí, que vuelvan</translation>
    </message>
    <message>
      <source>el CCV tiene {} actas suyas</source>
      <translation>el CCV tiene {} actas suyas</translation>
    </message>
    <message>
      <source>¿Qué CATD vuelve a trabajar? Lo que el CCV no ha terminado de registrar vuelve a él.</source>
      <translation>¿Qué CATD vuelve a trabajar? Lo que el CCV no ha terminado de registrar vuelve a él.</translation>
    </message>
  </context>
  <context>
    <name>Revision</name>
    <message numerus="yes">
      <source>%n marcada(s) de {} que faltan.</source>
      <translation>
        <numerusform>%n marcada de {} que faltan.</numerusform>
        <numerusform>%n marcadas de {} que faltan.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n no se ve(n) con este filtro.</source>
      <translation>
        <numerusform>%n no se ve con este filtro.</numerusform>
        <numerusform>%n no se ven con este filtro.</numerusform>
      </translation>
    </message>
    <message>
      <source>Acta</source>
      <translation>Acta</translation>
    </message>
    <message>
      <source>Actas que faltan, para marcar</source>
      <translation>Actas que faltan, para marcar</translation>
    </message>
    <message>
      <source>Aquí no se recibe. Para recibir, vuelva con Esc y lea otra vez.</source>
      <translation>Aquí no se recibe. Para recibir, vuelva con Esc y lea otra vez.</translation>
    </message>
    <message>
      <source>Casilla</source>
      <translation>Casilla</translation>
    </message>
    <message>
      <source>Causa</source>
      <translation>Causa</translation>
    </message>
    <message>
      <source>Causa de SIN ACTA</source>
      <translation>Causa de SIN ACTA</translation>
    </message>
    <message>
      <source>Clave</source>
      <translation>Clave</translation>
    </message>
    <message>
      <source>Declarar</source>
      <translation>Declarar</translation>
    </message>
    <message>
      <source>Elección</source>
      <translation>Elección</translation>
    </message>
    <message>
      <source>Elija la causa…</source>
      <translation>Elija la causa…</translation>
    </message>
    <message>
      <source>Falta la causa. Elíjala con las flechas.</source>
      <translation>Falta la causa. Elíjala con las flechas.</translation>
    </message>
    <message>
      <source>Marque las actas que no llegarán (espacio: una; Ctrl+A: las que se ven), elija la causa y declare con Ctrl+Enter. Se puede revertir: anúlela, o recíbala si llega.</source>
      <translation>Marque las actas que no llegarán (espacio: una; Ctrl+A: las que se ven), elija la causa y declare con Ctrl+Enter. Se puede revertir: anúlela, o recíbala si llega.</translation>
    </message>
    <message>
      <source>No ha marcado ninguna. Marque con espacio, o todas con Ctrl+A.</source>
      <translation>No ha marcado ninguna. Marque con espacio, o todas con Ctrl+A.</translation>
    </message>
    <message>
      <source>SIN ACTA: lista de revisión</source>
      <translation>SIN ACTA: lista de revisión</translation>
    </message>
    <message>
      <source>Sección</source>
      <translation>Sección</translation>
    </message>
    <message>
      <source>SÍ</source>
      <translation>SÍ</translation>
    </message>
    <message>
      <source>Sólo las de esta elección</source>
      <translation>Sólo las de esta elección</translation>
    </message>
    <message>
      <source>Sólo las de esta sección</source>
      <translation>Sólo las de esta sección</translation>
    </message>
    <message>
      <source>Todas</source>
      <translation>Todas</translation>
    </message>
  </context>
  <context>
    <name>Rotulos</name>
    <message>
      <source>Boletas sobrantes</source>
      <translation>Boletas sobrantes</translation>
    </message>
    <message>
      <source>Candidaturas no registradas</source>
      <translation>Candidaturas no registradas</translation>
    </message>
    <message>
      <source>Personas que votaron</source>
      <translation>Personas que votaron</translation>
    </message>
    <message>
      <source>Representaciones que votaron</source>
      <translation>Representaciones que votaron</translation>
    </message>
    <message>
      <source>Total, como está escrito</source>
      <translation>Total, como está escrito</translation>
    </message>
    <message>
      <source>Votos nulos</source>
      <translation>Votos nulos</translation>
    </message>
    <message>
      <source>Votos sacados de la urna</source>
      <translation>Votos sacados de la urna</translation>
    </message>
    <message>
      <source>copia de las representaciones de los partidos</source>
      <translation>copia de las representaciones de los partidos</translation>
    </message>
    <message>
      <source>copia de las representaciones, obtenida del consejo</source>
      <translation>copia de las representaciones, obtenida del consejo</translation>
    </message>
    <message>
      <source>copia obtenida del consejo</source>
      <translation>copia obtenida del consejo</translation>
    </message>
    <message>
      <source>de urna electrónica</source>
      <translation>de urna electrónica</translation>
    </message>
    <message>
      <source>del voto anticipado</source>
      <translation>del voto anticipado</translation>
    </message>
    <message>
      <source>del voto en el extranjero</source>
      <translation>del voto en el extranjero</translation>
    </message>
    <message>
      <source>del voto en prisión preventiva</source>
      <translation>del voto en prisión preventiva</translation>
    </message>
  </context>
  <context>
    <name>Sala</name>
    <message>
      <source>ALARMAS: {cuantas}</source>
      <translation>ALARMAS: {cuantas}</translation>
    </message>
    <message>
      <source>ALARMAS: {}</source>
      <translation>ALARMAS: {}</translation>
    </message>
    <message>
      <source>Actas suyas que tiene el CCV: {}.</source>
      <translation>Actas suyas que tiene el CCV: {}.</translation>
    </message>
    <message>
      <source>Alarmas sin atender: {}.</source>
      <translation>Alarmas sin atender: {}.</translation>
    </message>
    <message>
      <source>Atraso {tiempo}</source>
      <translation>Atraso {tiempo}</translation>
    </message>
    <message>
      <source>Cada recuadro es un centro de trabajo: su número y, con palabras, lo más grave que le pasa.</source>
      <translation>Cada recuadro es un centro de trabajo: su número y, con palabras, lo más grave que le pasa.</translation>
    </message>
    <message>
      <source>Completo</source>
      <translation>Completo</translation>
    </message>
    <message>
      <source>Debajo: cuántas actas esperan a alguien y hace cuánto la más vieja; y sus estaciones encendidas.</source>
      <translation>Debajo: cuántas actas esperan a alguien y hace cuánto la más vieja; y sus estaciones encendidas.</translation>
    </message>
    <message>
      <source>EL CENTRO NO CONTESTA: todavía no hay cifras. Revise que esté en marcha.</source>
      <translation>EL CENTRO NO CONTESTA: todavía no hay cifras. Revise que esté en marcha.</translation>
    </message>
    <message>
      <source>El alto con un número, abajo a la derecha: alarmas suyas, donde algo más grave ocupa el letrero.</source>
      <translation>El alto con un número, abajo a la derecha: alarmas suyas, donde algo más grave ocupa el letrero.</translation>
    </message>
    <message>
      <source>El programa tuvo una falla. Las órdenes dadas están a salvo: siga. Dé a soporte el código {}.</source>
      <translation>El programa tuvo una falla. Las órdenes dadas están a salvo: siga. Dé a soporte el código {}.</translation>
    </message>
    <message>
      <source>En marcha</source>
      <translation>En marcha</translation>
    </message>
    <message>
      <source>Espera {tiempo}</source>
      <translation>Espera {tiempo}</translation>
    </message>
    <message>
      <source>Esperadas {}, recibidas {}, digitalizadas {}, capturadas {}, verificadas {}, sin acta {}.</source>
      <translation>Esperadas {}, recibidas {}, digitalizadas {}, capturadas {}, verificadas {}, sin acta {}.</translation>
    </message>
    <message>
      <source>Estaciones con trabajo en los últimos cinco minutos: {}.</source>
      <translation>Estaciones con trabajo en los últimos cinco minutos: {}.</translation>
    </message>
    <message>
      <source>Lo rayado al final de la última barra son actas declaradas SIN ACTA, también registradas.</source>
      <translation>Lo rayado al final de la última barra son actas declaradas SIN ACTA, también registradas.</translation>
    </message>
    <message>
      <source>Por llegar de su nodo: {} hechos y {} imágenes; el más viejo espera hace {}.</source>
      <translation>Por llegar de su nodo: {} hechos y {} imágenes; el más viejo espera hace {}.</translation>
    </message>
    <message>
      <source>Rayado sobre todo: las cifras son de hace rato, porque el centro no contesta.</source>
      <translation>Rayado sobre todo: las cifras son de hace rato, porque el centro no contesta.</translation>
    </message>
    <message>
      <source>RÉPLICA PARADA</source>
      <translation>RÉPLICA PARADA</translation>
    </message>
    <message>
      <source>SIN CENTRO: las cifras son de las {}. Se busca solo; si sigue, avise a soporte.</source>
      <translation>SIN CENTRO: las cifras son de las {}. Se busca solo; si sigue, avise a soporte.</translation>
    </message>
    <message>
      <source>SIN LATIDO {tiempo}</source>
      <translation>SIN LATIDO {tiempo}</translation>
    </message>
    <message>
      <source>Sala de control</source>
      <translation>Sala de control</translation>
    </message>
    <message>
      <source>Sala de control — PREP</source>
      <translation>Sala de control — PREP</translation>
    </message>
    <message>
      <source>Sala de control: SIN CENTRO — PREP</source>
      <translation>Sala de control: SIN CENTRO — PREP</translation>
    </message>
    <message>
      <source>Sala de control: {} · {} — PREP</source>
      <translation>Sala de control: {} · {} — PREP</translation>
    </message>
    <message>
      <source>Sin empezar</source>
      <translation>Sin empezar</translation>
    </message>
    <message>
      <source>Su nodo no dice cuánto falta por llegar: {}.</source>
      <translation>Su nodo no dice cuánto falta por llegar: {}.</translation>
    </message>
    <message>
      <source>Su nodo no llega</source>
      <translation>Su nodo no llega</translation>
    </message>
    <message>
      <source>Sus barras: recibidas (de las esperadas), digitalizadas, capturadas dos veces y verificadas.</source>
      <translation>Sus barras: recibidas (de las esperadas), digitalizadas, capturadas dos veces y verificadas.</translation>
    </message>
    <message>
      <source>Todavía no se le pregunta a su nodo cuánto falta.</source>
      <translation>Todavía no se le pregunta a su nodo cuánto falta.</translation>
    </message>
    <message>
      <source>Trabaja en el nodo del centro.</source>
      <translation>Trabaja en el nodo del centro.</translation>
    </message>
    <message>
      <source>al día</source>
      <translation>al día</translation>
    </message>
    <message>
      <source>atraso ?</source>
      <translation>atraso ?</translation>
    </message>
    <message>
      <source>en manos {}</source>
      <translation>en manos {}</translation>
    </message>
    <message>
      <source>faltan {}</source>
      <translation>faltan {}</translation>
    </message>
    <message>
      <source>fase {}</source>
      <translation>fase {}</translation>
    </message>
    <message>
      <source>ninguna espera</source>
      <translation>ninguna espera</translation>
    </message>
    <message>
      <source>sin fase</source>
      <translation>sin fase</translation>
    </message>
    <message>
      <source>{} esperan · {}</source>
      <translation>{} esperan · {}</translation>
    </message>
    <message>
      <source>{} est.</source>
      <translation>{} est.</translation>
    </message>
    <message>
      <source>«Faltan»: hechos e imágenes que su nodo tiene y no llegan al centro. «Al día»: ninguno.</source>
      <translation>«Faltan»: hechos e imágenes que su nodo tiene y no llegan al centro. «Al día»: ninguno.</translation>
    </message>
  </context>
  <context>
    <name>Tablas</name>
    <message>
      <source>menos de 1 min</source>
      <translation>menos de 1 min</translation>
    </message>
    <message>
      <source>{} h {:02} min</source>
      <translation>{} h {:02} min</translation>
    </message>
    <message>
      <source>{} min</source>
      <translation>{} min</translation>
    </message>
  </context>
  <context>
    <name>Tira</name>
    <message>
      <source>? Por decidir</source>
      <translation>? Por decidir</translation>
    </message>
    <message>
      <source>Leyendo…</source>
      <translation>Leyendo…</translation>
    </message>
    <message>
      <source>Páginas, en el orden en que llegaron</source>
      <translation>Páginas, en el orden en que llegaron</translation>
    </message>
    <message>
      <source>¿De qué acta es?</source>
      <translation>¿De qué acta es?</translation>
    </message>
    <message>
      <source>– Descartada</source>
      <translation>– Descartada</translation>
    </message>
    <message>
      <source>… En espera</source>
      <translation>… En espera</translation>
    </message>
    <message>
      <source>✓ Aceptada</source>
      <translation>✓ Aceptada</translation>
    </message>
    <message>
      <source>✗ Escanear de nuevo</source>
      <translation>✗ Escanear de nuevo</translation>
    </message>
  </context>
  <context>
    <name>Tramites</name>
    <message numerus="yes">
      <source>%n acta(s)</source>
      <translation>
        <numerusform>%n acta</numerusform>
        <numerusform>%n actas</numerusform>
      </translation>
    </message>
    <message>
      <source>Declarar {}</source>
      <translation>Declarar {}</translation>
    </message>
    <message>
      <source>El sobre no traía esta acta</source>
      <translation>El sobre no traía esta acta</translation>
    </message>
    <message>
      <source>No</source>
      <translation>No</translation>
    </message>
    <message>
      <source>Se anula {} del acta {}, de {} a las {}. Elija o escriba el motivo.</source>
      <translation>Se anula {} del acta {}, de {} a las {}. Elija o escriba el motivo.</translation>
    </message>
    <message>
      <source>Se declaró por error</source>
      <translation>Se declaró por error</translation>
    </message>
    <message>
      <source>Se leyó el sobre equivocado</source>
      <translation>Se leyó el sobre equivocado</translation>
    </message>
    <message>
      <source>la declaración SIN ACTA</source>
      <translation>la declaración SIN ACTA</translation>
    </message>
    <message>
      <source>la recepción</source>
      <translation>la recepción</translation>
    </message>
    <message>
      <source>{} ({}): {}. Se puede revertir si llegan después.</source>
      <translation>{} ({}): {}. Se puede revertir si llegan después.</translation>
    </message>
    <message>
      <source>¿Declararlas SIN ACTA?</source>
      <translation>¿Declararlas SIN ACTA?</translation>
    </message>
    <message>
      <source>¿Por qué se anula?</source>
      <translation>¿Por qué se anula?</translation>
    </message>
  </context>
  <context>
    <name>Visor</name>
    <message>
      <source>Imagen del acta</source>
      <translation>Imagen del acta</translation>
    </message>
  </context>
  <context>
    <name>_DeCatd</name>
    <message>
      <source>{}, {}: {} de {} actas</source>
      <translation>{}, {}: {} de {} actas</translation>
    </message>
  </context>
</TS>
