package dev.fresnel.engine.view;

/** What changed in a view since the last message about it. */
public sealed interface ViewDelta permits TableData.Delta, LogData.Tail {}
