// The list: this CAE's casillas, the actas of each, and what became of every one.
import { envios, leer } from "../almacen.js";
import { estadoDe } from "../actas.js";
import { forma, impresa, nodo } from "../dom.js";
import { ACABA, deLaFecha, delReloj, deLaCola, ESTADOS } from "../textos.js";

// What the screen says now; `tomar(acta, casilla)` when one is chosen. `avisos`: sentences of the page itself.
export async function pantallaDeLista({ tomar, avisos, alPie, negada, sinSenal, aIntentos }) {
  const [identidad, guardado, suyos, reloj] = await Promise.all([leer("identidad"), leer("mias"), envios(), leer("reloj")]);
  const mias = guardado?.dicho, esperan = suyos.filter((e) => e.estado === "guardada").length;
  const juzgados = new Map((mias?.envios ?? []).map((e) => [e.envio, e]));
  const frases = [
    ...avisos,
    !identidad.registrada && !negada && ACABA.registro,
    identidad.registrada && !mias && ACABA.sinLista,
    mias?.fase === "por_abrir" && ACABA.porAbrir,
    mias?.fase === "cerrado" && ACABA.cerrado,
    deLaCola(esperan, sinSenal),
    aIntentos && navigator.onLine && deLaFecha(),
    reloj && delReloj(reloj),
  ].filter(Boolean);
  return [
    nodo("h1", {}, "Mis casillas"),
    nodo("p", { class: "cuenta" }, `${identidad.cuenta}${mias ? ` · ${mias.proceso}` : ""}`),
    bandas(frases, { role: "status" }),
    ...(mias?.casillas ?? []).map((casilla) =>
      nodo("section", {}, nodo("h2", {}, `Sección ${casilla.seccion} · ${casilla.nombre}`),
        nodo("ul", {}, ...casilla.actas.map((acta) => renglon(acta, casilla, estadoDe(acta, suyos, juzgados), tomar, mias.fase))))),
    bandas(alPie),
  ];
}

const bandas = (frases, mas) =>
  nodo("div", { class: "bandas", ...mas }, ...frases.map((f) => (typeof f === "string" ? nodo("p", {}, f) : f)));

function renglon(acta, casilla, { estado, texto, abierta }, tomar, fase) {
  const piezas = [
    nodo("span", { class: "codigo" }, acta.codigo),
    nodo("span", { class: "titulo" }, ...impresa(acta)),
    nodo("span", { class: `estado ${estado}` }, forma(estado), ESTADOS[estado]),
    texto && nodo("span", { class: "texto" }, texto),
  ];
  const puede = abierta && fase !== "cerrado";
  const que = puede ? nodo("button", { type: "button", onclick: () => tomar(acta, casilla) }, ...piezas) : nodo("div", {}, ...piezas);
  return nodo("li", { class: puede ? "abierta" : "" }, que);
}
