/**
 * YAML that a person writes: reading it with the place of everything in it, checking it against what the cluster serves,
 * what could be typed next, joining it with what others changed meanwhile, and making of it what is sent to the API server.
 */
@NullMarked
package dev.fresnel.engine.edit;

import org.jspecify.annotations.NullMarked;
