"""What an analyst is given as YAML: files in canonical form, skeletons to fill in, a pack's own vocabulary as a schema.

Texts and packs enter, texts leave; nothing is written to a disk here.
"""
