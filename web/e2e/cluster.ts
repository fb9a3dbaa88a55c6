import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

export const root = join(import.meta.dirname, "../..");

/** The folder with the testbed's programs, or why there is none: without Go these specs are skipped. */
export function testbedPrograms(): { folder: string } | { missing: string } {
  try {
    const folder = execFileSync(join(root, "testbed/build"), {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    })
      .trim()
      .split("\n")
      .at(-1);
    return { folder: folder ?? "" };
  } catch {
    return { missing: "the testbed cannot be built here, see testbed/build" };
  }
}

/** A program of the checkout that runs while specs do, told and heard by lines. */
export class Program {
  private readonly child: ChildProcess;
  private readonly lines: string[] = [];
  private waiting: (() => void)[] = [];

  constructor(path: string, args: string[]) {
    this.child = spawn(join(root, path), args, { stdio: ["pipe", "pipe", "inherit"] });
    createInterface({ input: this.child.stdout as NodeJS.ReadableStream }).on("line", (line) => {
      this.lines.push(line);
      for (const wake of this.waiting.splice(0)) {
        wake();
      }
    });
  }

  /** Waits for a line that fits, among those not waited for yet. */
  async line(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      for (;;) {
        const line = this.lines.shift();
        if (line === undefined) {
          break;
        }
        const found = pattern.exec(line);
        if (found !== null) {
          return found;
        }
      }
      await new Promise<void>((wake) => this.waiting.push(wake));
    }
  }

  say(line: string): void {
    this.child.stdin?.write(`${line}\n`);
  }

  /** It hangs: nothing of it runs, and nothing it has open is closed. */
  freeze(): void {
    this.child.kill("SIGSTOP");
  }

  thaw(): void {
    this.child.kill("SIGCONT");
  }

  async stop(): Promise<void> {
    const gone = new Promise((done) => this.child.once("exit", done));
    this.child.kill("SIGTERM");
    await gone;
  }
}

/** A real control plane, and the Fresnels that show it. */
export class RealCluster {
  private readonly fresnels: Program[] = [];

  private constructor(
    private readonly plane: Program,
    private readonly programs: string,
    readonly kubeconfig: string,
    /** Of someone who may do nothing. */
    readonly viewer: string,
    /** The way there leads over a line that can break, or through a gate that can refuse. */
    readonly weather: { line: string; gate: string } | null,
  ) {}

  /** With objects of every kind. */
  static async start(programs: string): Promise<RealCluster> {
    return RealCluster.of(programs, "--seed", false);
  }

  /** An empty one, to which the way can break. */
  static async startInWeather(programs: string): Promise<RealCluster> {
    return RealCluster.of(programs, "--weather", true);
  }

  private static async of(programs: string, option: string, weather: boolean): Promise<RealCluster> {
    const plane = new Program("testbed/start", [option]);
    const told = async (pattern: RegExp) => (await plane.line(pattern))[1] ?? "";
    const viewer = await told(/^viewer \(no rights\)\s+(\S+)/);
    const kubeconfig = await told(/^admin {2,}(\S+)/);
    const ways = weather
      ? { line: await told(/^admin over the line\s+(\S+)/), gate: await told(/^admin by the gate\s+(\S+)/) }
      : null;
    return new RealCluster(plane, programs, kubeconfig, viewer, ways);
  }

  /** Starts a Fresnel for a kubeconfig; answers the address to open. */
  async show(kubeconfig: string): Promise<string> {
    return (await this.run(kubeconfig)).address;
  }

  /** The same, with the program itself. */
  async run(kubeconfig: string): Promise<{ program: Program; address: string }> {
    const program = new Program("fresnel", ["--kubeconfig", kubeconfig, "--port", "0", "--no-browser"]);
    this.fresnels.push(program);
    return { program, address: (await program.line(/https?:\/\/\S+/))[0] };
  }

  /** What kubectl prints. */
  kubectl(...args: string[]): string {
    const program = join(this.programs, "kubectl");
    return execFileSync(program, ["--kubeconfig", this.kubeconfig, ...args], { encoding: "utf8" });
  }

  /** Applies manifests. */
  apply(manifests: string): void {
    const program = join(this.programs, "kubectl");
    execFileSync(program, ["--kubeconfig", this.kubeconfig, "apply", "-f", "-"], { input: manifests });
  }

  /** Ends the API server as a crash would; the rest of the control plane goes on. */
  killApiServer(): void {
    this.plane.say("stop-apiserver");
  }

  startApiServer(): void {
    this.plane.say("start-apiserver");
  }

  /** Tells the testbed something, and waits until it is so: the commands are those of testbed/start --help. */
  async tell(command: string): Promise<void> {
    this.plane.say(command);
    await this.plane.line(/^done$/);
  }

  async stop(): Promise<void> {
    for (const program of [...this.fresnels, this.plane]) {
      program.thaw();
      await program.stop();
    }
  }
}
