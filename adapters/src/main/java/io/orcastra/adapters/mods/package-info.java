/**
 * Fetches mods into a folder: files from addresses, and layers of images from registries. Knows no engine and decides
 * nothing; nothing that comes from outside names a path.
 */
package io.orcastra.adapters.mods;
