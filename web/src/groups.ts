// The classes of event types (ACLED's event types) and their colours, which tell apart for colour-blind eyes too.

export const GROUPS: readonly { name: string; colour: string }[] = [
  { name: "Battles", colour: "#d55e00" },
  { name: "Explosions/Remote violence", colour: "#e69f00" },
  { name: "Violence against civilians", colour: "#cc5599" },
  { name: "Protests", colour: "#0072b2" },
  { name: "Riots", colour: "#56b4e9" },
  { name: "Strategic developments", colour: "#009e73" },
  { name: "Other", colour: "#888888" },
];

export function groupColour(name: string): string {
  return GROUPS.find((group) => group.name === name)?.colour ?? "#888888";
}
