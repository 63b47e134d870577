// The actas of one section, or of those without one: the page names the file of each 16 numbers, checked by its name.
const forma = document.getElementById("consulta"), dicho = document.getElementById("dicho"), lugar = document.getElementById("actas");
const VOTOS_DESDE = "TOTAL_VOTOS_SACADOS", VOTOS_HASTA = "TOTAL_VOTOS_ASENTADO", FUERA = "fuera";
const TIPOS = { B: "Básica", C: "Contigua", E: "Extraordinaria", S: "Especial", M: "Voto en el extranjero", A: "Voto anticipado", P: "Prisión preventiva" };
const DATOS = {
  TOTAL_BOLETAS_SOBRANTES: "Boletas sobrantes", TOTAL_PERSONAS_VOTARON: "Personas que votaron",
  TOTAL_REP_PARTIDO_CI_VOTARON: "Representantes que votaron", TOTAL_VOTOS_SACADOS: "Votos sacados de la urna",
  TOTAL_VOTOS_ASENTADO: "Total asentado en el acta", TOTAL_VOTOS_CALCULADO: "Total calculado",
  LISTA_NOMINAL: "Lista nominal", ORIGEN: "Origen", DIGITALIZACION: "Digitalización", MECANISMOS_TRASLADO: "Traslado",
  FECHA_HORA_ACOPIO: "Acopio", FECHA_HORA_CAPTURA: "Captura", FECHA_HORA_VERIFICACION: "Verificación",
  TIPO_DOCUMENTO: "Documento", TIPO_ACTA: "Código del acta", CODIGO_INTEGRIDAD: "Código de integridad (SHA-256)",
};
const NOMBRES = { NO_REGISTRADAS: "Candidaturas no registradas", NULOS: "Votos nulos" };
const SUMA = { 0: "No", 1: "Sí", 2: "No, es de fuera de catálogo" };
const elecciones = lugar.dataset.elecciones.split("|").map((par) => par.split(":"));
let pedida = "", puesta = "";

async function archivo(nombre) {
  const respuesta = await fetch(`d/${nombre}.json`);
  if (!respuesta.ok) throw new Error("falta");
  const crudo = await respuesta.arrayBuffer();
  if (globalThis.crypto?.subtle) {
    const suma = new Uint8Array(await crypto.subtle.digest("SHA-256", crudo));
    if (!Array.from(suma, (b) => b.toString(16).padStart(2, "0")).join("").startsWith(nombre)) throw new Error("alterado");
  }
  return JSON.parse(new TextDecoder().decode(crudo));
}

function nodo(nombre, texto, clase) {
  const hecho = document.createElement(nombre);
  if (texto !== undefined) hecho.textContent = typeof texto === "number" ? texto.toLocaleString("es-MX") : texto;
  if (clase) hecho.className = clase;
  return hecho;
}

function pares(lista, clase) {
  const dl = nodo("dl", undefined, clase);
  for (const [nombre, valor] of lista) dl.append(nodo("dt", nombre), nodo("dd", valor === "" ? "Ninguno" : valor));
  return dl;
}

function imagen(huella, titulo) {
  const caja = nodo("details"), foto = nodo("img");
  Object.assign(foto, { loading: "lazy", alt: `Imagen del acta de ${titulo}`, width: 850, height: 1100 });
  foto.addEventListener("error", () => foto.replaceWith(nodo("p", "Su imagen todavía no está en este sitio: se publica después que sus cifras. Repita en unos minutos.", "nota")));
  caja.append(nodo("summary", "Ver la imagen del acta"));
  caja.addEventListener("toggle", () => {
    if (caja.open && !foto.src) foto.src = `i/${huella.slice(0, 2)}/${huella}.jpg`;
  });
  caja.append(foto);
  return caja;
}

function casilla(eleccion, columnas, celdas) {
  const acta = Object.fromEntries(columnas.map((c, n) => [c, celdas[n]]));
  const pieza = nodo("article");
  const extension = ["00", "0", "N/A"].includes(acta.EXT_CONTIGUA) ? "" : ` C${acta.EXT_CONTIGUA}`;
  const numero = acta.ID_CASILLA === "N/A" ? "" : ` ${acta.ID_CASILLA}`;
  const titulo = `${eleccion} · ${TIPOS[acta.TIPO_CASILLA] ?? acta.TIPO_CASILLA}${numero}${extension}`;
  pieza.append(nodo("h2", titulo));
  if (acta.CONTABILIZADA === "-") {
    pieza.append(nodo("p", acta.OBSERVACIONES === "-" ? "Todavía no se registra." : `Sin cifras: ${acta.OBSERVACIONES}.`, "nota"));
    return pieza;
  }
  pieza.append(nodo("p", acta.OBSERVACIONES ? `Observaciones: ${acta.OBSERVACIONES}.` : "Sin observaciones.", acta.OBSERVACIONES ? "nota" : "suave"));
  const votos = columnas.slice(columnas.indexOf(VOTOS_DESDE) + 1, columnas.indexOf(VOTOS_HASTA));
  const suyos = votos.filter((c) => acta[c] !== "-").map((c) => [NOMBRES[c] ?? c.replaceAll("_", "-"), acta[c]]);
  pieza.append(pares(suyos));
  pieza.append(pares([["Se contabiliza", SUMA[acta.CONTABILIZADA]], ...Object.entries(DATOS).filter(([c]) => c in acta).map(([c, n]) => [n, acta[c]])], "datos"));
  if (/^[0-9a-f]{64}$/.test(acta.CODIGO_INTEGRIDAD)) pieza.append(imagen(acta.CODIGO_INTEGRIDAD, titulo));
  return pieza;
}

function piezas(tramo, seccion) {
  const hechas = [];
  for (const [codigo, nombre] of elecciones) {
    const tabla = tramo.elecciones[codigo];
    if (!tabla) continue;
    const cual = tabla.columnas.indexOf("SECCION");
    tabla.datos[cual].forEach((s, n) => {
      if (seccion === FUERA || s === seccion) hechas.push(() => casilla(nombre, tabla.columnas, tabla.datos.map((d) => d[n])));
    });
  }
  return hechas;
}

// The first one is painted before the others are made: an old phone takes its time, and it fills its screen.
async function poner(hacer, misma) {
  if (misma || hacer.length < 2) {
    lugar.replaceChildren(...hacer.map((una) => una()));
    return;
  }
  const primera = hacer[0]();
  lugar.replaceChildren(primera);
  await new Promise((sigue) => { requestAnimationFrame(() => setTimeout(sigue)); });
  if (lugar.firstChild === primera) lugar.append(...hacer.slice(1).map((una) => una()));
}

// What is asked for now; an answer to what was asked before is dropped.
async function mostrar(seccion) {
  pedida = seccion;
  dicho.textContent = "Buscando…";
  const clave = seccion === FUERA ? FUERA : String(Math.trunc(Number(seccion) / 16));
  const nombres = Object.fromEntries(document.getElementById("tramos").textContent.trim().split(/\s+/).map((par) => par.split(":")));
  const cuando = `corte ${document.body.dataset.corte} de las ${document.querySelector(".corte strong").textContent}`;
  const que = seccion === FUERA ? "Actas sin sección" : `Sección ${seccion}`;
  try {
    const hechas = clave in nombres ? piezas(await archivo(nombres[clave]), seccion) : [];
    if (pedida !== seccion) return;
    const abiertas = [...lugar.querySelectorAll("details")].map((d) => d.open);
    const misma = puesta.startsWith(`${que}: `);
    puesta = hechas.length ? `${que}: ${hechas.length} ${hechas.length === 1 ? "acta" : "actas"}, ${cuando}.` : "";
    dicho.textContent = puesta || `No hay casillas de la sección ${seccion} en esta elección.`;
    await poner(hechas, misma);
    if (pedida !== seccion) return;
    lugar.classList.remove("viejo");
    if (misma) lugar.querySelectorAll("details").forEach((d, n) => { d.open = abiertas[n] ?? false; });
  } catch (error) {
    if (pedida !== seccion) return;
    const falla = error.message === "alterado"
      ? "Un archivo no es el que se firmó, y no se muestra. Intente más tarde."
      : `No se pudo leer: ${que.toLowerCase()}. Revise su conexión y repita.`;
    lugar.classList.toggle("viejo", lugar.childElementCount > 0);
    dicho.textContent = lugar.childElementCount ? `${falla} Lo de abajo es lo último que se leyó. ${puesta}` : falla;
  }
}

function deLaDireccion() {
  const buscado = new URLSearchParams(location.search);
  const seccion = buscado.get("seccion") ?? "";
  if (buscado.has(FUERA)) mostrar(FUERA);
  else if (/^[0-9]{1,4}$/.test(seccion)) {
    forma.seccion.value = seccion;
    mostrar(seccion.padStart(4, "0"));
  }
}

forma.addEventListener("submit", (evento) => {
  evento.preventDefault();
  history.replaceState(null, "", `?seccion=${forma.seccion.value}`);
  deLaDireccion();
});
document.addEventListener("corte", deLaDireccion);
deLaDireccion();
