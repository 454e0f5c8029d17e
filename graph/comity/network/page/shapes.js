// The marks of the WebGL view: sigma's program for discs, with one more number a node, the shape, which the fragment
// shader cuts out of the disc by its distance to the shape's edge. The pointer feels the whole disc.
const SHAPES = ["disc", "person", "square", "diamond", "triangle", "drop", "hexagon", "pentagon", "star", "cross", "ring"];
const CUT = `
precision highp float;
varying vec4 v_color;
varying vec2 v_diffVector;
varying float v_radius;
varying float v_shape;
uniform float u_correctionRatio;
const float turn = 6.2831853;
float polygon(vec2 p, float sides, float inner) {
  float part = turn / sides, angle = atan(p.x, p.y);
  return cos(floor(0.5 + angle / part) * part - angle) * length(p) - inner;
}
float star(vec2 p) {
  float part = turn / 5.0, angle = atan(p.x, p.y), far = length(p);
  angle = abs(angle - floor(0.5 + angle / part) * part);
  return dot(far * vec2(cos(angle), sin(angle)) - vec2(1.0, 0.0), vec2(0.384, 0.923));
}
float triangle(vec2 p) { return max(-0.75 - p.y, (1.65 * abs(p.x) + p.y - 0.95) / 1.93); }
float box(vec2 p, vec2 half_size) { vec2 d = abs(p) - half_size; return max(d.x, d.y); }
float person(vec2 p) {
  return min(length(p - vec2(0.0, 0.5)) - 0.46, max(-0.92 - p.y, length(p + vec2(0.0, 0.92)) - 0.85));
}
float edge(vec2 p) {
  if (v_shape < 0.5) return length(p) - 1.0;
  if (v_shape < 1.5) return person(p);
  if (v_shape < 2.5) return box(p, vec2(0.78));
  if (v_shape < 3.5) return (abs(p.x) + abs(p.y) - 1.0) * 0.707;
  if (v_shape < 4.5) return triangle(p);
  if (v_shape < 5.5) return triangle(vec2(p.x, -p.y));
  if (v_shape < 6.5) return polygon(p.yx, 6.0, 0.86);
  if (v_shape < 7.5) return polygon(p, 5.0, 0.8);
  if (v_shape < 8.5) return star(p);
  if (v_shape < 9.5) return min(box(p, vec2(0.32, 0.95)), box(p, vec2(0.95, 0.32)));
  return abs(length(p) - 0.7) - 0.26;
}
void main(void) {
  vec2 p = v_diffVector / v_radius;
  #ifdef PICKING_MODE
  gl_FragColor = length(p) > 1.0 ? vec4(0.0) : v_color;
  #else
  float soft = 2.0 * u_correctionRatio / v_radius;
  gl_FragColor = mix(v_color, vec4(0.0), clamp(edge(p) / soft + 0.5, 0.0, 1.0));
  #endif
}`;
function shaped(Disc) {
  return class extends Disc {
    getDefinition() {
      const disc = super.getDefinition();
      const source = disc.VERTEX_SHADER_SOURCE.replace("attribute float a_size;", "attribute float a_size;\nattribute float a_shape;\nvarying float v_shape;").replace("void main() {", "void main() {\n  v_shape = a_shape;");
      return { ...disc, VERTEX_SHADER_SOURCE: source, FRAGMENT_SHADER_SOURCE: CUT, ATTRIBUTES: [...disc.ATTRIBUTES, { name: "a_shape", size: 1, type: WebGLRenderingContext.FLOAT }] };
    }
    processVisibleItem(number, at, node) {
      super.processVisibleItem(number, at, node);
      this.array[at + 5] = SHAPES.indexOf(node.shape);
    }
  };
}
