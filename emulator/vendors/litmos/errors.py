"""The errors of Litmos. Status and words are in contract/errors.json under the name of the class; an operation may override them."""

from emulator.vendors.errors import VendorError


class BadRequest(VendorError):
    """The URI or the body is malformed."""


class Forbidden(VendorError):
    """The key is missing or wrong, or `source` is missing."""


class PermissionDenied(VendorError):
    """The key's access level does not suffice."""


class RateLimitExceeded(VendorError):
    """The key was used too often within a rolling minute."""


class UserNotFound(VendorError):
    """No such user."""


class UserNameTaken(VendorError):
    """Another user has this UserName."""


class UserNameTooShort(VendorError):
    """The UserName has three characters or fewer."""


class UserNameInvalid(VendorError):
    """The UserName has a character that it must not have."""


class UserIdMismatch(VendorError):
    """The Id in the body is not that of the URL."""


class EmailInvalid(VendorError):
    """The Email, or a UserName that must be an e-mail address, is not one."""


class CultureInvalid(VendorError):
    """The Culture is not a language tag."""


class MobileNumberRequired(VendorError):
    """Text notifications were asked for without a mobile number."""


class PhoneNumberInvalid(VendorError):
    """The mobile number is not in the international form."""


class ManagerNotFound(VendorError):
    """No user has the ManagerId."""


class CourseNotFound(VendorError):
    """No such course."""


class ModuleNotFound(VendorError):
    """No such module."""


class ModuleNotInCourse(VendorError):
    """The module exists, and the course does not have it."""


class ModuleIdMismatch(VendorError):
    """The Id in the body is not that of the URL."""


class RecordNotFound(VendorError):
    """The record does not exist, or does not belong to the user."""


class TeamNotFound(VendorError):
    """No such team."""


class CourseIdMismatch(VendorError):
    """The Id in the body is not that of the URL."""


class CourseFromLearningPath(VendorError):
    """The user has the course through a learning path."""


class PeriodInvalid(VendorError):
    """`since` or `to` is missing, no date, the wrong way round or too far apart."""


class TooManyRecords(VendorError):
    """More than 1,000 records were asked for."""


class GamificationOff(VendorError):
    """The organisation does without points and badges."""


class KeyRefused(VendorError):
    """The key is missing or wrong, in a sandbox that answers 401 for it."""


class JobRoleInvalid(VendorError):
    """The account does not have this JobRole."""


class SalesforceUserNotFound(VendorError):
    """No such user, by the id of a Salesforce record."""


class UsersSinceInvalid(VendorError):
    """`since` has the form of a date, but the day or time does not exist."""


class UsersSinceMalformed(VendorError):
    """`since` does not have the form of a date."""


class TeamNameTaken(VendorError):
    """Another team has this name."""


class TeamIdMismatch(VendorError):
    """The Id in the body is not that of the URL."""


class UserNotOnTeam(VendorError):
    """The user is not a member of the team."""


class CourseComesFromLearningPath(VendorError):
    """The team has the course only because it has a learning path."""


class TeamIdInvalid(VendorError):
    """One of the teams in the list does not exist."""


class TooManyTeams(VendorError):
    """More than 25 teams in one request."""


class AlreadyInTeam(VendorError):
    """The user is a member of one of the teams."""


class LearningPathNotFound(VendorError):
    """The learning path does not exist; for one operation, that none of the named ones exists."""


class LearningPathIdMismatch(VendorError):
    """The learning path to delete does not exist."""


class LearningPathIdRequired(VendorError):
    """An entry of the list has no Id."""


class LearningPathComesFromTeam(VendorError):
    """The user has the learning path by a team."""


class IltModuleNotFound(VendorError):
    """The course does not have this ILT module."""


class SessionNotFound(VendorError):
    """No such session."""


class SessionElsewhere(VendorError):
    """The session is one of another module."""


class SessionIdMismatch(VendorError):
    """The Id in the body is not that of the URL."""


class SessionConflict(VendorError):
    """The session cannot be changed so."""


class SessionFull(VendorError):
    """No slot is free, and the session has no wait list."""


class InstructorInvalid(VendorError):
    """A session cannot have this instructor."""


class InstructorNotFound(VendorError):
    """No such instructor."""


class InstructorNotAuthorized(VendorError):
    """The meeting service does not let the instructor in."""


class WebexNotAuthorized(VendorError):
    """There is no WebEx account."""


class GoToTrainingNeedsEmail(VendorError):
    """The learner has no e-mail address for GoToTraining."""


class WebexNeedsEmail(VendorError):
    """The learner has no e-mail address for WebEx."""


class ZoomNeedsEmail(VendorError):
    """The learner has no e-mail address for Zoom."""


class UserNotAssigned(VendorError):
    """The course is not assigned to the user."""


class UserNotRegistered(VendorError):
    """The user is not registered to the session."""


class BulkImportNotFound(VendorError):
    """No such import."""


class CustomFieldNotFound(VendorError):
    """No such field."""


class CustomFieldUserNotFound(VendorError):
    """No such user."""


class CustomFieldValueRequired(VendorError):
    """A required field would become empty."""


class SelfSignUpOff(VendorError):
    """The organisation does without self sign-up."""


class TokenNotFound(VendorError):
    """No such token."""


class TooManyTokens(VendorError):
    """More than 100 tokens in one request."""


class CollectionsOff(VendorError):
    """The organisation does without collections."""


class CollectionInvalid(VendorError):
    """No such collection."""


class CollectionNotFound(VendorError):
    """No collection of the CollectionId in the body."""


class CollectionsNotFound(VendorError):
    """No collection exists."""


class CollectionIdMismatch(VendorError):
    """The Id in the body is not that of the URL."""


class CollectionHasListings(VendorError):
    """The collection has a listing."""


class ImageNotDownloadable(VendorError):
    """The ImageURL gives no file."""


class ImageTypeInvalid(VendorError):
    """The file at the ImageURL is not an image."""


class ImageTooLarge(VendorError):
    """The image is too large."""


class UnknownCollectionOrContent(VendorError):
    """No such collection, or nothing is named."""


class UnknownCollection(VendorError):
    """No such collection."""


class ContentNotFound(VendorError):
    """No such course or learning path."""


class ContentsNotFound(VendorError):
    """None of the courses or learning paths exists."""


class ContentNotInCollection(VendorError):
    """The collection does not have it."""


class ContentMustBeOne(VendorError):
    """More than one is to be taken out."""


class TooMuchContent(VendorError):
    """More than 25 in one request."""


class ContentDuplicated(VendorError):
    """A course or learning path is named twice."""


class ContentInvalid(VendorError):
    """A course or learning path does not exist or is not active."""


class ContentAlreadyInCollection(VendorError):
    """A course or learning path is in the collection already."""


class ListingNameRequired(VendorError):
    """The listing has no name."""


class DurationDaysRequired(VendorError):
    """A dynamic listing without its days."""


class FixedDateRequired(VendorError):
    """A fixed listing without its date."""


class ListingsNotFound(VendorError):
    """The collection has no listing."""


class ListingInvalid(VendorError):
    """No such listing."""


class ListingElsewhere(VendorError):
    """The listing is one of another collection."""


class ListingIdMismatch(VendorError):
    """The Id in the body is not that of the URL."""


class ListingHasUsers(VendorError):
    """The listing has users."""


class ListingNotFound(VendorError):
    """No such listing, or no users are named."""


class ListingFull(VendorError):
    """The listing cannot have so many users."""


class ListingExpired(VendorError):
    """The time of the listing is over."""


class ListingUsersNotFound(VendorError):
    """The listing has no users."""


class ListingUserNotRemoved(VendorError):
    """The user is not in the listing."""


class ListingTeamsNotFound(VendorError):
    """The listing has no teams."""


class ListingIdsInvalid(VendorError):
    """No such listing or team."""


class ListingIsLimited(VendorError):
    """The listing has a number of users, so no teams."""
