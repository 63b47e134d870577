// Small pieces of a page: elements, the shapes of the states, and one screen in the place of another.
const SVG = "http://www.w3.org/2000/svg";
// Each state has its own shape, so that colour is never the only sign.
const TRAZOS = {
  falta: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18",
  guardada: "M7 2h10v20H7zM12 7v8M8.8 12l3.2 3.2 3.2-3.2",
  recibida: "M4 13l5 5L20 6",
  aceptada: "M2 13l5 5L18 6M10 15.5l2.5 2.5L23 7",
  verificada: "M12 2l9 4v6c0 5-4 8.500-9 10-5-1.500-9-5-9-10V6zM8 12l3 3 5.500-6",
  no_procede: "M8 2h8l6 6v8l-6 6H8l-6-6V8zM8 8l8 8M16 8l-8 8",
  piden_otra: "M20 12a8 8 0 1 1-2.500-5.800M20 2v5h-5",
  acopiada: "M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4",
  color: "M1 3h22v18H1z",
};

export function nodo(nombre, atributos = {}, ...hijos) {
  const hecho = document.createElement(nombre);
  for (const [clave, valor] of Object.entries(atributos)) {
    if (valor === false || valor == null) continue;
    if (clave.startsWith("on")) hecho.addEventListener(clave.slice(2), valor);
    else if (clave in hecho && typeof valor !== "string") hecho[clave] = valor;
    else hecho.setAttribute(clave, valor === true ? "" : valor);
  }
  hecho.append(...hijos.filter((h) => h !== "" && h != null && h !== false));
  return hecho;
}

export function forma(estado) {
  const dibujo = document.createElementNS(SVG, "svg"), trazo = document.createElementNS(SVG, "path");
  dibujo.setAttribute("viewBox", "0 0 24 24");
  dibujo.setAttribute("aria-hidden", "true");
  dibujo.setAttribute("class", `forma ${estado}`);
  trazo.setAttribute("d", TRAZOS[estado]);
  dibujo.append(trazo);
  return dibujo;
}

// What tells one sheet from another: its title and, where the profile says it, the colour that it is printed in, in words
// and drawn (no style may be written in the page).
export function impresa({ titulo, color, color_nombre }) {
  if (!color_nombre) return [titulo];
  const muestra = forma("color");
  muestra.firstChild.setAttribute("fill", color);
  return [titulo, " ", nodo("span", { class: "impresa" }, muestra, `color ${color_nombre}`)];
}

export const boton = (texto, hacer, clase = "") => nodo("button", { type: "button", class: clase, onclick: hacer }, texto);

// The only screen in sight from now on; its title is where reading begins.
export function mostrar(...piezas) {
  const lugar = document.getElementById("contenido");
  lugar.replaceChildren(...piezas.filter(Boolean));
  const titulo = lugar.querySelector("h1");
  if (titulo) {
    titulo.tabIndex = -1;
    titulo.focus({ preventScroll: true });
  }
  scrollTo(0, 0);
}

export function decir(texto, grave = false) {
  const aviso = document.getElementById("aviso");
  aviso.textContent = texto;
  aviso.className = grave ? "grave" : "";
}
