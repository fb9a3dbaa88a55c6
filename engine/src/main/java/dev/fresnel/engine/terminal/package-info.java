/**
 * Terminals that go on while nobody looks: a session is a command in a container, what it wrote last, and those who look at it. It
 * belongs to no browser tab, so that it is still there after a reload.
 */
@NullMarked
package dev.fresnel.engine.terminal;

import org.jspecify.annotations.NullMarked;
