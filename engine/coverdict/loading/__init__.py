"""Text becomes values: files enter, a typed pack or case and its diagnostics leave.

After this layer every value has its declared type and every thing its place; shape and types are as the schemas and
declarations ask. Names may still lead nowhere: that is for ``checking``. The only layer that reads knowledge files.
"""
