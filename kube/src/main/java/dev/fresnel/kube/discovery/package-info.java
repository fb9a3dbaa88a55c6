/** What an API server serves: its Kinds, and the Scopes in which their objects can be asked for. */
@NullMarked
package dev.fresnel.kube.discovery;

import org.jspecify.annotations.NullMarked;
