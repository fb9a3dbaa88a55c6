/** The rules that know Kubernetes itself. */
@NullMarked
package dev.fresnel.engine.finding.rule;

import org.jspecify.annotations.NullMarked;
