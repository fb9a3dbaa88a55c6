/**
 * What is wrong, and why: rules look at objects and at those around them and find problems, each with its cause, its evidence
 * and what to do. A rule is run again only for what has changed, or for what it looked at when it was run last.
 */
@NullMarked
package dev.fresnel.engine.finding;

import org.jspecify.annotations.NullMarked;
