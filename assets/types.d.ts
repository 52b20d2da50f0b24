// Shapes that the scripts share, and what they use of Dash, plotly.js and AG Grid. Read by the type checker alone.

type Props = Record<string, unknown>;

/** What is new on the board, by the ids of components; of the chart its figure. */
type Changes = Record<string, Props>;

interface Window {
    dash_clientside?: DashClientside;
    dash_component_api: {getLayout(id: string): {props: Props} | undefined};
    dash_ag_grid: {getApiAsync(id: string): Promise<GridApi>};
    dashAgGridFunctions?: Record<string, unknown>;
    Plotly: PlotlyLibrary;
    startDash(): void;
}

/** The root, in it what holds the router's parts: first of them what knows the address. */
interface DashLayout {
    props: {children: {props: {children: [router: {props: Props}, ...rest: unknown[]]}}};
}

/** What Dash would ask for first. */
interface FirstAnswer {
    layout: DashLayout;
    dependencies: unknown;
}

interface DashClientside {
    set_props(id: string, props: Props): void;
    [namespace: string]: unknown;
}

interface PlotlyLibrary {
    react(chart: Element, figure: Figure & {config: Props}): Promise<unknown>;
    relayout(chart: Element, changes: Props): Promise<unknown>;
    restyle(chart: Element, changes: Props, traces: number[]): Promise<unknown>;
    Plots: {resize(chart: Element): void};
    Fx: {hover(chart: Element, points: {curveNumber: number; pointNumber: number}[]): void};
}

interface Figure {
    data: unknown[];
    layout: ChartLayout;
}

/** What the scripts read of a layout. */
interface ChartLayout {
    annotations?: Annotation[];
    height?: number;
    margin?: {l?: number; r?: number; b?: number};
    xaxis?: {
        type?: string;
        range?: [number, number];
        tickvals?: unknown[];
        ticktext?: string[];
        title?: {text?: string};
    };
}

interface Annotation {
    xref?: string;
    x?: number | string;
}

interface Chart extends HTMLElement {
    layout?: ChartLayout;
    data?: unknown[];
    on(event: string, listener: (told: unknown) => void): void;
}

/** A trace of points, each with the part of an address that leads to what it stands for. */
interface Trace {
    name?: string;
    x: (string | number | null)[];
    y: (number | null)[];
    mode?: string;
    textposition?: string[];
    customdata?: string[];
    hovertext?: string[];
}

/** A point of a chart: its name, where it leads, and its place in the figure. `mine` is where the reader is. */
interface ChartPoint {
    way: string;
    curve: number;
    place: number;
    name: string;
    mine: boolean;
}

interface PlotlyClick {
    points: {curveNumber: number; pointNumber: number}[];
}

/** What keeps a reader's place in a page: the focus, and how page and table are scrolled. */
interface Place {
    id: string;
    key?: string;
    left?: number;
    top?: number;
    y: number;
}

interface Origin {
    address: string;
    name?: string;
    place: Place;
}

/** What the browser's history keeps beside an address. */
interface Visit {
    from?: Origin;
    place?: Place;
    focus?: string;
}

type Choice = [code: string, name: string];
type MaracsByForce = [force: string, maracs: Choice[]][];

interface Option {
    value: string;
    label: string;
}

/** What the report can be of: forces by form, Maracs by force. */
interface ReportChoices {
    forces: Record<string, Choice[]>;
    maracs: Record<string, Choice[]>;
}

/** A cell's text alone, or with the place of its mark, and a second line. */
type ReportCell = string | [text: string, mark: number, under?: string];
type ReportHead = [text: string, under: string, kind: string, href?: string, code?: string];
type ReportMark = [sign: string, why: string, look: string];

interface ReportLine {
    slug: string;
    title: string;
    href: string;
    sorted: string;
    /** What the button beside the name sets in the address; without it there is no button. */
    next?: string;
    /** Beginning of the address of every cell, which its column's code ends; without it cells are no links. */
    to?: string;
    cells: ReportCell[];
}

interface ReportSection {
    slug: string;
    title: string;
    href: string;
    rows: ReportLine[];
}

interface ReportTable {
    caption: string;
    heads: ReportHead[];
    sections: ReportSection[];
    marks: ReportMark[];
}

/** What a cell of a column must hold; `part_of` names the column that caps it. */
interface ColumnRule {
    name: string;
    title: string;
    kind: "area" | "date" | "count";
    required: boolean;
    whole?: boolean;
    part_of?: string;
}

/** How numbers and dates are written: patterns of the check that follows. */
interface Notations {
    numbers: string[];
    withheld: string;
    largest_withheld: number;
    not_collected: string[];
    dates: string[];
}

interface GridRules {
    columns: ColumnRule[];
    notations: Notations;
    areas: string[];
}

/** A row of the grid, by the names of its columns. */
type MeetingRow = Record<string, string | null | undefined>;

interface GridColumn {
    getColDef(): {field?: string; headerName?: string};
}

interface GridCell {
    rowIndex: number;
    column: GridColumn;
}

interface GridApi {
    forEachNode(visit: (node: {data: MeetingRow}) => void): void;
    setGridOption(name: "rowData", rows: MeetingRow[]): void;
    refreshCells(options: {force: boolean}): void;
    getFocusedCell(): GridCell | null;
    setFocusedCell(row: number, column: GridColumn): void;
    stopEditing(): void;
    addEventListener(event: "cellValueChanged", listener: () => void): void;
    getDataAsCsv(options: {
        columnKeys: string[];
        processHeaderCallback(shown: {column: GridColumn}): string;
        processCellCallback(shown: {value: unknown}): string;
        shouldRowBeSkipped(shown: {node: {data: MeetingRow}}): boolean;
    }): string;
}

/** How many seconds a session lasts if nothing happens, whether it can last longer, and the token to ask for that. */
interface SessionState {
    left: number;
    extendable: boolean;
    token: string;
}
