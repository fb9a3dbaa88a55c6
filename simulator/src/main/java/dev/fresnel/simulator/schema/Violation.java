package dev.fresnel.simulator.schema;

/**
 * A value that breaks a rule of its schema.
 *
 * @param reason Kubernetes' word, such as {@code FieldValueRequired}
 * @param field where, such as {@code spec.triggers[0].type}
 * @param message what is wrong
 */
public record Violation(String reason, String field, String message) {}
