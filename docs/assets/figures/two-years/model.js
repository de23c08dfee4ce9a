// Eight kinds of weakness, each as a few lines of our own code in two versions. What differs stands between ⟦ and ⟧.
// Nothing in here shows how a flaw would be used.

import { choice, flag } from "../lib/params.js";

export const WEAKNESSES = {
  20: {
    name: "Improper input validation",
    ask: "Add up the price of an order.",
    secure: [
      "def total(price, count):",
      "    if ⟦not 1 <= count <= 100⟧:",
      '        raise ValueError("count")',
      "    return price * count",
    ],
    insecure: [
      "def total(price, count):",
      "    if ⟦count > 100⟧:",
      '        raise ValueError("count")',
      "    return price * count",
    ],
    changed: "The lower end of the check is gone.",
    why: "A count below zero passes, and the total turns negative: the shop would owe the buyer money.",
    fix: "Check both ends of what is allowed and refuse the rest.",
  },
  22: {
    name: "Path traversal",
    ask: "Read out the report of this name.",
    secure: [
      "def report(name):",
      "    path = ⟦(DOCS / name).resolve()⟧",
      "    ⟦if DOCS not in path.parents:⟧",
      "        ⟦raise PermissionError⟧",
      "    return path.read_text()",
    ],
    insecure: [
      "def report(name):",
      "    path = ⟦DOCS / name⟧",
      "    return path.read_text()",
    ],
    changed: "Nobody looks any more where the path leads.",
    why: "A name may hold steps upwards, out of the folder, to files that were never meant to be read.",
    fix: "Work out where the path really leads, and refuse it if that is outside the folder.",
  },
  78: {
    name: "OS command injection",
    ask: "Show how many lines a file has.",
    secure: [
      "def count_lines(file):",
      '    run(⟦["wc", "-l", "--", file]⟧)',
    ],
    insecure: [
      "def count_lines(file):",
      '    run(⟦f"wc -l {file}",⟧',
      "        ⟦shell=True⟧)",
    ],
    changed: "The file name is now part of a line that a shell reads.",
    why: "To the shell the whole line is a command, so part of a name can count as a further command.",
    fix: "Hand over program and name as separate items, with no shell in between.",
  },
  79: {
    name: "Cross-site scripting",
    ask: "Show a visitor’s comment on the page.",
    secure: [
      "def show(text):",
      '    return f"<p>{⟦escape(text)⟧}</p>"',
    ],
    insecure: [
      "def show(text):",
      '    return f"<p>{⟦text⟧}</p>"',
    ],
    changed: "The comment goes into the page as it came.",
    why: "Signs that mean something in a web page keep their meaning, so part of a comment can run as a program in other visitors’ browsers.",
    fix: "Turn such signs into plain text before they reach the page.",
  },
  89: {
    name: "SQL injection",
    ask: "Find a user by name.",
    secure: [
      "def find_user(db, name):",
      "    return db.execute(",
      '        "SELECT id FROM users "',
      '        "WHERE name = ⟦?⟧"⟦, (name,)⟧)',
    ],
    insecure: [
      "def find_user(db, name):",
      "    return db.execute(",
      '        "SELECT id FROM users "',
      `        ⟦f⟧"WHERE name = ⟦'{name}'⟧")`,
    ],
    changed: "The name is pasted into the command to the database.",
    why: "What is pasted in becomes part of the command. A name made for the purpose can change what the command does.",
    fix: "Send command and name apart; the database then takes the name for a name and nothing else.",
  },
  502: {
    name: "Deserialisation of untrusted data",
    ask: "Read back the settings that a browser kept.",
    secure: [
      "def load_settings(cookie):",
      "    data = b64decode(cookie)",
      "    return ⟦json⟧.loads(data)",
    ],
    insecure: [
      "def load_settings(cookie):",
      "    data = b64decode(cookie)",
      "    return ⟦pickle⟧.loads(data)",
    ],
    changed: "One word: another way of reading stored data.",
    why: "Unlike JSON, a pickle can hold instructions, and reading it carries them out. This one comes from outside.",
    fix: "Use a format that holds data only, and check what comes out.",
  },
  732: {
    name: "Incorrect permission assignment",
    ask: "Save a secret key in a new file.",
    secure: [
      "def save_key(path, key):",
      "    path.touch(",
      "        mode=⟦0o600⟧, exist_ok=False)",
      "    path.write_bytes(key)",
    ],
    insecure: [
      "def save_key(path, key):",
      "    path.touch(",
      "        mode=⟦0o644⟧, exist_ok=False)",
      "    path.write_bytes(key)",
    ],
    changed: "Two digits of the file’s permissions.",
    why: "They let every account on the machine read the key.",
    fix: "Give access to the owner alone, at the moment the file is made.",
  },
  798: {
    name: "Hard-coded credentials",
    ask: "Connect to the shop’s database.",
    secure: [
      "def open_shop():",
      '    password = ⟦environ["SHOP_PW"]⟧',
      "    return connect(password)",
    ],
    insecure: [
      "def open_shop():",
      '    password = ⟦"an-example-only"⟧',
      "    return connect(password)",
    ],
    changed: "The password stands in the program.",
    why: "Everyone who can read the program can read the password, and changing one means changing the other.",
    fix: "Keep the secret outside the program and read it when the program starts.",
  },
};

export const IDS = Object.keys(WEAKNESSES);

export const parameters = {
  weakness: choice(IDS, "89"),
  // Whether what differs is marked and explained, or left to be found.
  marked: flag(true),
};

// The pieces of a line, in order: [["    return ", false], ["json", true], [".loads(data)", false]]
export const pieces = (line) =>
  line
    .split(/[⟦⟧]/)
    .map((text, at) => [text, at % 2 === 1])
    .filter(([text]) => text);

// How far a line stands in, in steps of four.
export const depth = (line) => line.search(/\S/) / 4;

export const plain = (line) => line.replace(/[⟦⟧]/g, "");

export const next = (id) => IDS[(IDS.indexOf(id) + 1) % IDS.length];

// What the reader should take along, whatever the kind.
export const told = (state) =>
  state.marked
    ? "In ordinary use both versions do the job. Only what is marked differs, and there the hole is."
    : "In ordinary use both versions do the job. One of them has a hole: look for what differs.";
