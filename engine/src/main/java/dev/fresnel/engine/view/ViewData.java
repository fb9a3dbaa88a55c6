package dev.fresnel.engine.view;

/** What there is to draw for a {@link ViewRequest}. A snapshot carries all of it. */
public sealed interface ViewData
        permits FillData,
                HomeData,
                NavigationData,
                TableData,
                DetailsData,
                YamlData,
                RevealData,
                PaletteData,
                CompletionData,
                ActionsData,
                ChangeData,
                EditData,
                AssistData,
                TasksData,
                AuditData,
                ProblemsData,
                LogData,
                TerminalData,
                PortsData,
                ForwardsData {}
