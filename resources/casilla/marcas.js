// Finds the corner marks of an acta, three squares and an L, by the same hypotheses as the CATD (prep/devices/enderezar.py).
import { porVecinos } from "./gris.js";

export const ANCHO = 2600, ALTO = 1680; // px of the printed sheet's plan (prep/domain/catalogo/plano.py)
const MARCA = 58, GRUESO = 12, BORDE = 66;
export const ESQUINAS = ["superior izquierda", "superior derecha", "inferior izquierda", "inferior derecha"];
const LOCAL = 0.04, OSCURO = 0.62; // neighbourhood, in long sides; darker than this share of it is ink
const LLENO = 0.82, HUECO = 0.78, LADO_TOLERA = 0.35; // looser than the CATD's: a mark is here 12 to 17 px wide
const CANDIDATOS = 24, TOLERANCIA = 0.045;
const HUNDIDA = (MARCA * (MARCA / 2 + GRUESO / 2) - GRUESO * GRUESO / 2) / (2 * MARCA - GRUESO);
const MEDIA = BORDE + MARCA / 2;
// The centres of gravity of the three squares and of the L, on the plan.
export const MODELO = [
  [MEDIA, MEDIA], [ANCHO - MEDIA, MEDIA], [MEDIA, ALTO - MEDIA], [ANCHO - BORDE - HUNDIDA, ALTO - BORDE - HUNDIDA],
];
const PARES = [[0, 1], [0, 2], [1, 2]];

// Corner (0 to 3, as ESQUINAS) → its point; null where it is not seen, four nulls when fewer than three agree.
export function hallarMarcas(gris) {
  const { cuadros, eles } = formas(gris);
  let mejor = null, cuantas = 0, error = Infinity;
  for (const a of cuadros) {
    for (const b of cuadros) {
      if (a === b) continue;
      for (const [i, j] of PARES) {
        const giro = semejanza(MODELO[i], MODELO[j], a, b);
        if (!midePara(a, giro) || !midePara(b, giro)) continue;
        const vista = verificar(giro, i, j, a, b, cuadros, eles);
        if (vista.cuantas > cuantas || (vista.cuantas === cuantas && vista.lejos < error)) {
          ({ cuantas, lejos: error, puntos: mejor } = vista);
        }
      }
    }
  }
  return cuantas >= 3 ? mejor : [null, null, null, null];
}

export const completas = (marcas) => marcas.every(Boolean);

// The corners not seen when most are: the sheet is cut, folded or covered there.
export const faltantes = (marcas) => (marcas.some(Boolean) ? ESQUINAS.filter((_, i) => !marcas[i]) : []);

// The turn, scale and shift (z → m·z + t) that puts two marks of the plan on two points of the picture.
export function semejanza(p, q, u, v) {
  const dx = q[0] - p[0], dy = q[1] - p[1], ux = v.x - u.x, uy = v.y - u.y, n = dx * dx + dy * dy;
  const mx = (ux * dx + uy * dy) / n, my = (uy * dx - ux * dy) / n;
  return { mx, my, tx: u.x - (mx * p[0] - my * p[1]), ty: u.y - (mx * p[1] + my * p[0]), escala: Math.hypot(mx, my) };
}

export const llevar = (g, [x, y]) => [g.mx * x - g.my * y + g.tx, g.mx * y + g.my * x + g.ty];

const midePara = (forma, giro) => Math.abs(forma.lado - giro.escala * MARCA) < LADO_TOLERA * giro.escala * MARCA;

// The marks of this hypothesis that are there, and the sum of how far those looked for were.
function verificar(giro, i, j, a, b, cuadros, eles) {
  const puntos = [null, null, null, null], limite = giro.escala * ANCHO * TOLERANCIA;
  puntos[i] = [a.x, a.y];
  puntos[j] = [b.x, b.y];
  let cuantas = 2, lejos = 0;
  for (let k = 0; k < 4; k++) {
    if (puntos[k]) continue;
    const [ex, ey] = llevar(giro, MODELO[k]);
    let cerca = limite, cual = null;
    for (const f of k === 3 ? eles : cuadros) {
      const d = Math.hypot(f.x - ex, f.y - ey);
      if (d < cerca && (k === 3 ? esEle(f, giro) : midePara(f, giro))) { cerca = d; cual = f; }
    }
    if (cual) {
      puntos[k] = [cual.x, cual.y];
      cuantas++;
      lejos += cerca;
    }
  }
  return { puntos, cuantas, lejos };
}

// Whether a hollow shape is as large as the L and points where the L does: away from the sheet.
function esEle(forma, giro) {
  const veces = forma.lado / (giro.escala * MARCA), dx = forma.x - forma.medioX, dy = forma.y - forma.medioY;
  return veces > 0.4 && veces < 0.85 && dx * (giro.mx - giro.my) + dy * (giro.mx + giro.my) > 0;
}

// The dark shapes that may be a square mark, greatest first, and those that may be the L.
function formas(gris) {
  const largo = Math.max(gris.ancho, gris.alto), cuadros = [], eles = [];
  for (const mancha of manchas(gris, largo)) {
    const { puntos, area } = mancha, casco = envolvente(puntos), [mayor, menor] = rectangulo(casco);
    const forma = { x: mancha.x, y: mancha.y, lado: Math.sqrt(area), medioX: mancha.medioX, medioY: mancha.medioY };
    if (area > LLENO * mayor * menor && mayor < 1.4 * menor) cuadros.push(forma);
    else if (area < HUECO * areaDe(casco)) eles.push(forma);
  }
  cuadros.sort((a, b) => b.lado - a.lado);
  return { cuadros: cuadros.slice(0, CANDIDATOS), eles };
}

// Ink that hangs together, of the size that a mark may have: its area, centre of gravity, middle of its box and edge.
function manchas(gris, largo) {
  const { ancho, px } = gris, tope = (ancho * gris.alto >> 1) + gris.alto;
  const x0 = new Int16Array(tope), x1 = new Int16Array(tope), ys = new Int16Array(tope), padre = new Int32Array(tope);
  let n = 0, antes = 0, antesFin = 0;
  const raiz = (i) => {
    while (padre[i] !== i) i = padre[i] = padre[padre[i]];
    return i;
  };
  porVecinos(gris, Math.floor(largo * LOCAL) | 1, (y, sumas, cuantos) => {
    const inicio = n, desde = y * ancho;
    for (let x = 0, k = antes; x < ancho; x++) {
      if (px[desde + x] * cuantos[x] >= sumas[x] * OSCURO) continue;
      const de = x++;
      while (x < ancho && px[desde + x] * cuantos[x] < sumas[x] * OSCURO) x++;
      x0[n] = de; x1[n] = x; ys[n] = y; padre[n] = n;
      while (k < antesFin && x1[k] < de) k++;
      for (let v = k; v < antesFin && x0[v] <= x; v++) {
        const una = raiz(v), otra = raiz(n);
        if (una < otra) padre[otra] = una; else padre[una] = otra;
      }
      n++;
    }
    antes = inicio;
    antesFin = n;
  });
  return reunir(n, { x0, x1, ys, raiz }, largo);
}

function reunir(n, { x0, x1, ys, raiz }, largo) {
  const indice = new Map();
  for (let i = 0; i < n; i++) {
    const r = raiz(i);
    let m = indice.get(r);
    if (!m) indice.set(r, (m = { area: 0, sx: 0, sy: 0, izq: 32767, der: 0, arriba: ys[i], abajo: 0, suyos: [] }));
    const largoDe = x1[i] - x0[i];
    m.area += largoDe;
    m.sx += largoDe * (x0[i] + x1[i]) / 2;
    m.sy += largoDe * (ys[i] + 0.5);
    if (x0[i] < m.izq) m.izq = x0[i];
    if (x1[i] > m.der) m.der = x1[i];
    m.abajo = ys[i] + 1;
    if (m.suyos.length < 400) m.suyos.push(i);
  }
  const buenas = [];
  for (const m of indice.values()) {
    const w = m.der - m.izq, h = m.abajo - m.arriba, menor = Math.min(w, h), mayor = Math.max(w, h);
    if (menor <= largo * 0.008 || mayor > largo * 0.05 || mayor > 2 * menor || m.area < (largo * 0.004) ** 2) continue;
    const puntos = m.suyos.flatMap((i) => [[x0[i], ys[i]], [x0[i], ys[i] + 1], [x1[i], ys[i]], [x1[i], ys[i] + 1]]);
    buenas.push({ puntos, area: m.area, x: m.sx / m.area, y: m.sy / m.area, medioX: m.izq + w / 2, medioY: m.arriba + h / 2 });
  }
  return buenas;
}

// The convex hull, in order.
function envolvente(puntos) {
  puntos.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const mitad = (lista) => {
    const pila = [];
    for (const p of lista) {
      while (pila.length > 1 && vuelta(pila.at(-2), pila.at(-1), p) <= 0) pila.pop();
      pila.push(p);
    }
    pila.pop();
    return pila;
  };
  return [...mitad(puntos), ...mitad([...puntos].reverse())];
}

const vuelta = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);

export function areaDe(puntos) {
  let suma = 0;
  puntos.forEach(([x, y], i) => {
    const [u, v] = puntos[(i + 1) % puntos.length];
    suma += x * v - u * y;
  });
  return Math.abs(suma) / 2;
}

// The sides, longer first, of the least rectangle around a hull.
function rectangulo(casco) {
  let mejor = [0, 0], menos = Infinity;
  casco.forEach((p, i) => {
    const q = casco[(i + 1) % casco.length], d = Math.hypot(q[0] - p[0], q[1] - p[1]);
    const cx = (q[0] - p[0]) / d, cy = (q[1] - p[1]) / d;
    let a0 = Infinity, a1 = -Infinity, b0 = Infinity, b1 = -Infinity;
    for (const [x, y] of casco) {
      const a = x * cx + y * cy, b = y * cx - x * cy;
      if (a < a0) a0 = a;
      if (a > a1) a1 = a;
      if (b < b0) b0 = b;
      if (b > b1) b1 = b;
    }
    const w = a1 - a0, h = b1 - b0;
    if (w * h < menos) { menos = w * h; mejor = w > h ? [w, h] : [h, w]; }
  });
  return mejor;
}
