"""How an HTML page looks: on a screen by day and by night, narrow or wide, and on paper."""

from __future__ import annotations

STYLE = """\
:root {
  color-scheme: light dark;
  --paper: #fdfdfb; --ink: #1d2129; --quiet: #5b6470; --line: #d9dde3; --link: #1a5296; --shade: #f1f3f5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --ink: #e4e7eb; --quiet: #a0a9b4; --line: #343a42; --link: #8cb8f0; --shade: #1d2127;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 48rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  overflow-wrap: break-word;
}
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.9rem; margin: 0 0 .5rem; }
h2 { font-size: 1.45rem; margin: 3rem 0 .75rem; padding-bottom: .3rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1.15rem; margin: 2.25rem 0 .4rem; }
h4 { font-size: 1rem; margin: 1.5rem 0 .3rem; }
p { margin: .4rem 0; }
ul, ol { margin: .3rem 0 .6rem; padding-left: 1.4rem; }
li { margin: .15rem 0; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .15em; }
a:not(:hover) { text-decoration-color: color-mix(in srgb, currentColor 35%, transparent); }
:target { background: color-mix(in srgb, var(--link) 14%, transparent); outline: .3rem solid transparent; }
header p, .small, .note, footer { color: var(--quiet); }
.small, .note, footer { font-size: .85rem; }
.small { margin: 0 0 .4rem; }
.many { columns: 19rem; column-gap: 2rem; }
.many li { break-inside: avoid; }
.marked { list-style: none; margin-left: -1.2rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .6rem 0; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { font-size: .85rem; color: var(--quiet); }
tbody + tbody { border-top: 2px solid var(--line); }
.number { text-align: right; white-space: nowrap; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); }
nav h2 { font-size: 1rem; margin: 0 0 .4rem; border: 0; padding: 0; }
nav ol { margin: 0; font-size: .9rem; columns: 15rem; }
nav { background: var(--shade); padding: .9rem 1.1rem; border-radius: .4rem; margin-top: 1.25rem; }
nav a { text-decoration: none; }
@media (min-width: 76rem) {
  body.long { max-width: 74rem; display: grid; grid-template-columns: 17rem minmax(0, 48rem); column-gap: 3rem; }
  body.long > header, body.long > footer { grid-column: 2; }
  body.long > main { grid-column: 2; }
  body.long > nav {
    grid-column: 1; grid-row: 1 / span 4; position: sticky; top: 1rem; align-self: start;
    max-height: calc(100vh - 2rem); overflow-y: auto; margin: 0;
  }
  body.long > nav ol { columns: auto; }
}
@media print {
  :root { --paper: #fff; --ink: #000; --quiet: #444; --line: #bbb; --link: #000; --shade: #fff; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  h1, h2, h3, h4 { break-after: avoid; }
  li, tr { break-inside: avoid; }
  a { text-decoration: none; }
  nav { border: 1px solid var(--line); }
}
"""
