/**
 * Kubeconfig: which clusters a person may talk to and as whom, read from the same files and by the same rules as kubectl,
 * and read again when they change. Everything here is data; nothing opens a connection or runs a program. Tokens, keys
 * and passwords are held as {@link dev.fresnel.kube.config.Secret}, which does not print.
 */
@NullMarked
package dev.fresnel.kube.config;

import org.jspecify.annotations.NullMarked;
