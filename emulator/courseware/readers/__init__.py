"""A reader for each family of standards; `reading.py` tries them in order and returns a `CoursePackage`.

Called by `importing/`, and imported with the first import. A package that no reader knows is refused with words for the person who
uploaded it.
"""
