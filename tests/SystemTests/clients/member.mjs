// Many members in one process, led by JSON lines on standard input; what happens to them goes to standard output as
// JSON lines. Commands: join, say, leave, kill, census (see Members.cs, the other end). Ends when standard input ends.
import { createInterface } from 'node:readline';
import { census, Member } from './meeting.mjs';

const members = new Map();

function tell(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const commands = {
  async join({ id, limitMs, retryMs, ...seat }) {
    members.get(id)?.drop();
    const member = new Member(seat, (news) => tell({ id, ...news }));
    members.set(id, member);
    await member.join({ limitMs, retryMs });
  },
  say: ({ id, text }) => members.get(id).say(text),
  async leave({ id }) {
    await members.get(id).leave();
    tell({ id, event: 'left' });
  },
  kill({ id }) {
    members.get(id).drop();
    tell({ id, event: 'left' });
  },
  async census({ id, limitMs, ...front }) {
    tell({ id, event: 'census', rooms: await census(front, limitMs) });
  },
};

process.on('unhandledRejection', (reason) => console.error('stray rejection:', reason));

// A failure's text then shows whether the machine, and not a server, kept the members waiting.
const Beat = 500;
let lastBeat = Date.now();
setInterval(() => {
  const stalled = Date.now() - lastBeat - Beat;
  if (stalled > 1_000) console.error(`this process stood still for ${stalled} ms`);
  lastBeat = Date.now();
}, Beat).unref();

const input = createInterface({ input: process.stdin });
input.on('line', async (text) => {
  const { command, ...rest } = JSON.parse(text);
  try {
    await commands[command](rest);
  } catch (error) {
    tell({ id: rest.id, event: 'error', command, reason: String(error?.message ?? error) });
  }
});
input.on('close', () => process.exit(0));
